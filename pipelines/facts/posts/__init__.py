"""Posts by grammar: who holds which post in which body.

Each gives the organisation as the text names it there, or as its words say: 校长 is the school's, 公司/集团/协会 the last such body."""

from pipelines.facts.posts.post import OWNERS, Post, is_pupil
from pipelines.facts.posts.read import read_posts
from pipelines.facts.posts.words import school_at

__all__ = ["OWNERS", "Post", "is_pupil", "read_posts", "school_at"]
