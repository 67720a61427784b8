"""Whether a stretch of text states something done, or a plan, a wish or a denial."""

from __future__ import annotations

import re

_PLAN = re.compile(
    r"(?<![即])将(?!军|领|来)|拟(?!定|人)|力争|争取|计划(?=在|于|到|用|建|新|明|年|启|开)|下一步|争创|筹建|筹划|谋划|有望|准备|打算|"
    r"明年|未来[一二三四五六七八九十0-9]年|到20[3-9]\d年|申报(?!成功|获批)"
)
_DENIAL = re.compile(r"尚未|未能|未获|未(?=通过|入选|立项|获|签|挂牌)|没有|并非|取消|终止|落空|无果|搁置|推迟|停留在|不再")

_PENDING = re.compile(
    r"(?:尚|仍|还|正)(?:处于?|在)(?:洽谈|磋商|选址|论证|商谈|筹备|谈判|协商|酝酿)|洽谈阶段|一事[^，。；]{0,4}，?(?:尚|仍|还|因)|搁置|尚未落|未能落地|^的(?:倡议|请示|建议|申请|设想)"
)


def is_pending(behind: str) -> bool:
    """Whether what follows a statement takes it back as not settled yet: 与甲共建乙一事尚处洽谈阶段."""
    return bool(_PENDING.search(behind))


_WISH = re.compile(r"愿(?:与|同|意|为)|希望|期待|建议|倡议(?!书)")


def is_wished(stretch: str) -> bool:
    """Whether a stretch says what somebody would like: 愿与甲共建乙, 建议由甲牵头."""
    return bool(_WISH.search(stretch))


_AHEAD = re.compile(
    r"(?<![模虚])拟(?!定|人|真)|力争|争取|争创|筹建|筹划|谋划|打算|下一步|计划(?=在|于|到|用|建|与|联|共|投|新|明|启|开)|"
    r"(?<!即)将(?=联合|共同|与|和|同|携手|牵头|共建|组建|新建|建设|建成|成立|在|于|继续|进一步|投入|投资|开设|打造|启动|推动)"
)


def is_ahead(stretch: str) -> bool:
    """Whether what is said before its object is to come: 甲、乙拟联合组建丙. Of 774 annotated pairs behind such words one is a fact."""
    return bool(_AHEAD.search(stretch))


def begins_ahead(mask: str, at: int) -> bool:
    """Whether what is to come begins at a place."""
    return _AHEAD.match(mask, at) is not None


def is_plan(stretch: str) -> bool:
    """Whether a stretch speaks of what is to come."""
    return bool(_PLAN.search(stretch))


def is_denied(stretch: str) -> bool:
    """Whether a stretch says that it did not happen."""
    return bool(_DENIAL.search(stretch))


def is_open(stretch: str) -> bool:
    """A plan or a denial: no fact."""
    return is_plan(stretch) or is_denied(stretch)
