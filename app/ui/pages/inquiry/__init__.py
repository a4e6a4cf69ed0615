"""The inquiry page: one box over everything this desk holds, and the recent cases below it."""
