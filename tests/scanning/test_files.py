"""Which files a scan reads: all that git would list, each once, in order, whatever lies in the way."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from kl_check.model.errors import Misuse
from kl_check.model.finding import FileError
from kl_check.scanning.files import files_in

GIT = shutil.which("git")


def made(root: Path, *names: str, **files: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n")
    for name, text in files.items():
        (root / name).write_text(text)
    return root


def below(root: Path) -> list[str]:
    return [os.path.relpath(str(one), root) for one in files_in([root])]


def ignoring(root: Path, text: str) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    (root / ".gitignore").write_text(text)
    return root


def test_python_files_and_notebooks_in_the_order_of_their_parts(tmp_path: Path) -> None:
    made(tmp_path, "b.py", "a/z.py", "a-b/x.py", "a.ipynb", "a/b/c.py", "B.PY", "x.txt", "py", "y.pyc")
    assert below(tmp_path) == ["B.PY", "a/b/c.py", "a/z.py", "a-b/x.py", "a.ipynb", "b.py"]


def test_an_empty_folder(tmp_path: Path) -> None:
    assert below(tmp_path) == []


def test_hidden_folders_and_environments_are_read(tmp_path: Path) -> None:
    made(tmp_path, ".hidden/a.py", ".venv/b.py", "node_modules/c.py", ".git/hooks/d.py")
    assert below(tmp_path) == [".hidden/a.py", ".venv/b.py", "node_modules/c.py"]


def test_the_path_is_the_argument_joined_with_the_path_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "src/a.py", "b.py")
    monkeypatch.chdir(tmp_path)
    assert list(files_in(["src/"])) == ["src/a.py"]
    assert list(files_in(["."])) == ["b.py", "src/a.py"]
    assert list(files_in([Path("src/../b.py")])) == ["src/../b.py"]


def test_each_file_once(tmp_path: Path) -> None:
    made(tmp_path, "a.py", "b/c.py")
    assert len(list(files_in([tmp_path / "b", tmp_path, tmp_path / "a.py", tmp_path / "b" / "c.py"]))) == 2


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    made(tmp_path, "train")
    ignoring(tmp_path, "*")
    assert list(files_in([tmp_path / "train"])) == [str(tmp_path / "train")]


@pytest.mark.parametrize("path", ["nowhere", "", "a\0b", "a.py/b"], ids=["absent", "empty", "nul", "below-a-file"])
def test_a_path_that_does_not_exist_is_misuse_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    made(tmp_path, "a.py")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Misuse):
        files_in(["a.py", path])


# What git ignores


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        ("", ["a/b/x.py", "a/x.py", "x.py", "y.py"]),
        ("x.py", ["y.py"]),
        ("/x.py", ["a/b/x.py", "a/x.py", "y.py"]),
        ("a/", ["x.py", "y.py"]),
        ("a/\n!a/x.py", ["x.py", "y.py"]),
        ("a/*\n!a/x.py", ["a/x.py", "x.py", "y.py"]),
        ("*\n!*/\n!y.py", ["y.py"]),
        ("*.py\n!a/", []),
        ("# x.py\n\\#x.py\r\ny.py\r\n", ["a/b/x.py", "a/x.py", "x.py"]),
        ("\ufeffx.py", ["y.py"]),
    ],
    ids=[
        "no-rules",
        "a-name-anywhere",
        "a-name-at-the-root",
        "a-folder",
        "nothing-comes-back-from-an-ignored-folder",
        "a-file-comes-back",
        "all-but-one",
        "a-folder-that-comes-back-does-not-bring-its-files",
        "comments-and-crlf",
        "byte-order-mark",
    ],
)
def test_rules(tmp_path: Path, rules: str, left: list[str]) -> None:
    made(tmp_path, "a/b/x.py", "a/x.py", "x.py", "y.py")
    ignoring(tmp_path, rules)
    assert below(tmp_path) == left


def test_the_innermost_rules_decide(tmp_path: Path) -> None:
    made(tmp_path, "a/x.py", "a/b/x.py")
    ignoring(tmp_path, "x.py")
    ignoring(tmp_path / "a", "!x.py")
    ignoring(tmp_path / "a" / "b", "/x.py")
    assert below(tmp_path) == ["a/x.py"]


def test_rules_from_the_root_of_the_repository_hold_in_a_folder_that_is_named(tmp_path: Path) -> None:
    made(tmp_path, "a/x.py", "a/y.py")
    (tmp_path / ".git").mkdir()
    ignoring(tmp_path, "a/x.py")
    assert below(tmp_path / "a") == ["y.py"]


def test_a_folder_that_is_named_is_read_though_it_is_ignored(tmp_path: Path) -> None:
    made(tmp_path, "a/b/x.py", "a/b/y.py")
    (tmp_path / ".git").mkdir()
    ignoring(tmp_path, "a/")
    ignoring(tmp_path / "a" / "b", "y.py")
    assert below(tmp_path / "a" / "b") == ["x.py"]


def test_rules_end_at_the_root_of_a_repository(tmp_path: Path) -> None:
    made(tmp_path, "outer/x.py", "outer/inner/x.py")
    (tmp_path / "outer" / "inner" / ".git").mkdir()
    ignoring(tmp_path, "x.py")
    ignoring(tmp_path / "outer", "x.py")
    assert below(tmp_path) == ["outer/inner/x.py"]


def test_info_exclude_also_of_a_linked_work_tree(tmp_path: Path) -> None:
    made(tmp_path, "main/x.py", "main/y.py", "tree/x.py", "tree/y.py")
    private = tmp_path / "main" / ".git" / "worktrees" / "tree"
    private.mkdir(parents=True)
    (private / "commondir").write_text("../..\n")
    (tmp_path / "main" / ".git" / "info").mkdir()
    (tmp_path / "main" / ".git" / "info" / "exclude").write_text("x.py\n")
    (tmp_path / "tree" / ".git").write_text(f"gitdir: {private}\n")
    assert below(tmp_path) == ["main/y.py", "tree/y.py"]


@pytest.mark.parametrize("rules", ["link", "folder", "large"])
def test_rules_that_are_no_small_regular_file_are_no_rules(tmp_path: Path, rules: str) -> None:
    made(tmp_path, "x.py", elsewhere="x.py\n")
    path = tmp_path / ".gitignore"
    if rules == "link":
        path.symlink_to("elsewhere")
    elif rules == "folder":
        path.mkdir()
    else:
        path.write_text("x.py\n" * 300_000)
    assert below(tmp_path) == ["x.py"]


@pytest.mark.skipif(GIT is None, reason="git is absent")
@pytest.mark.parametrize("seed", range(12))
def test_the_files_are_those_that_git_lists(tmp_path: Path, seed: int) -> None:
    """Trees, rules and tracked files by chance; git says which files are tracked, or untracked and not ignored."""
    chance = random.Random(seed)  # noqa: S311 trees, no secrets
    patterns = ["*.py", "a", "foo/", "/foo", "!x.py", "foo/*", "foo/**", "**/b", "a/**/b", "!foo/", "b/*.py", "*"]
    patterns += [
        "!*/",
        "/a/b",
        "?.py",
        "[xy].py",
        "!**/x.py",
        "\\!x",
        "# c",
        "",
        "x.py ",
        "!/a",
        "**",
        "a/*",
        "!a/x.py",
    ]

    def grown(folder: Path, depth: int) -> None:
        for name in chance.sample(["a", "b", "foo", "x.py", "y.py", "z.ipynb", "a.py"], 4):
            if "." in name:
                made(folder, name)
            elif depth < 3:
                (folder / name).mkdir()
                grown(folder / name, depth + 1)
        if depth == 0 or chance.random() < 0.3:
            ignoring(folder, "\n".join(chance.choices(patterns, k=3)))

    grown(tmp_path, 0)
    version, form = chance.choice([2, 3, 4]), chance.choice(["sha1", "sha1", "sha256"])
    git = [str(GIT), "-C", str(tmp_path), "-c", f"index.version={version}", "-c", "core.excludesFile="]
    subprocess.run([*git, "init", "-q", f"--object-format={form}"], check=True)
    (tmp_path / ".git" / "info" / "exclude").write_text(chance.choice(patterns))
    files = sorted(str(path) for path in tmp_path.rglob("*.*") if ".git" not in path.parts and path.is_file())
    subprocess.run([*git, "add", "-f", "--", *chance.sample(files, len(files) // 4)], check=True)
    listed = subprocess.run([*git, "ls-files", "-co", "--exclude-standard", "-z"], check=True, capture_output=True)
    wanted = {name for name in listed.stdout.decode().split("\0") if name.endswith((".py", ".ipynb"))}
    assert set(below(tmp_path)) == wanted


@pytest.mark.parametrize("index", [b"", b"DIRC", b"DIRC\0\0\0\x09\0\0\0\1", b"DIRC\0\0\0\2\0\0\0\x09" + b"\0" * 80])
def test_an_index_that_is_not_understood_tracks_nothing(tmp_path: Path, index: bytes) -> None:
    made(tmp_path, "x.py", "y.py")
    ignoring(tmp_path, "x.py")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "index").write_bytes(index)
    assert below(tmp_path) == ["y.py"]


# Links, and what cannot be read


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    made(tmp_path, "a/x.py")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self.py").symlink_to("self.py")
    assert below(tmp_path) == ["a/x.py"]


def test_a_link_to_a_file_is_read_unless_it_leads_back(tmp_path: Path) -> None:
    made(tmp_path, "in/x.py", "out/y.py")
    (tmp_path / "in" / "again.py").symlink_to("x.py")
    (tmp_path / "in" / "y.py").symlink_to("../out/y.py")
    (tmp_path / "in" / "dangling.py").symlink_to("nowhere")
    assert below(tmp_path / "in") == ["x.py", "y.py"]


def test_a_folder_that_is_named_may_be_a_link(tmp_path: Path) -> None:
    made(tmp_path, "real/x.py")
    (tmp_path / "link").symlink_to("real", target_is_directory=True)
    assert list(files_in([tmp_path / "link"])) == [str(tmp_path / "link" / "x.py")]


def test_a_folder_that_cannot_be_read_is_an_error_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, "a/x.py", "b/y.py")
    scandir = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("/a"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    error, file = files_in([tmp_path])
    assert error == FileError(str(tmp_path / "a"), 1, 1, "the folder cannot be read: Permission denied")
    assert file == str(tmp_path / "b" / "y.py")


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.py")
    assert below(tmp_path) == []
    (error,) = files_in([tmp_path / "x.py"])
    assert isinstance(error, FileError)


def test_folders_may_be_nested_deep(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 300)
    made(tmp_path, str(deep.relative_to(tmp_path) / "x.py"))
    assert below(tmp_path) == ["d/" * 300 + "x.py"]


def test_names_that_are_no_unicode(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.py")).write_text("")
    assert below(tmp_path) == ["\udcff.py"]
