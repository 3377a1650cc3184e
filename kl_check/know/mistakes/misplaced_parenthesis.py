"""A bracket spans too much or too little."""

from kl_check.model.mistake import Edit, Mistake

MISTAKE = Mistake(
    "misplaced-parenthesis",
    "a bracket spans too much or too little",
    "Moving one bracket makes the term the KL: a fraction bar or a logarithm takes in more, or less, than it should.",
    wrong="log(sd2/sd) + sd**2 + (m - m2)**2/(2*sd2**2) - 0.5",
    right="log(sd2/sd) + (sd**2 + (m - m2)**2)/(2*sd2**2) - 0.5",
    edits=(Edit("log-power"), Edit("mean-bracket")),
)
