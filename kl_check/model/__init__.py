"""The frozen types that flow down the road; nothing here computes, nothing here imports the other floors."""
