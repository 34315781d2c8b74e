"""String distances in plain Python with rapidfuzz's very values, for where rapidfuzz cannot be had (Pyodide)."""

_PREFIX = 4
_PREFIX_WEIGHT = 0.1
_PREFIX_FROM = 0.7


def jaro_winkler(one: str, other: str) -> float:
    """Jaro-Winkler similarity from 0 to 1."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    if len(one) > len(other):
        one, other = other, one
    jaro = _jaro(one, other)
    if jaro <= _PREFIX_FROM:
        return jaro
    common = 0
    while common < min(_PREFIX, len(one)) and one[common] == other[common]:
        common += 1
    return jaro + common * _PREFIX_WEIGHT * (1 - jaro)


def _jaro(short: str, long: str) -> float:
    window = max(len(long) // 2 - 1, 0)
    taken, matched = 0, list[str]()
    for place, letter in enumerate(short):
        end = min(len(long), place + window + 1)
        found = long.find(letter, max(0, place - window), end)
        while found >= 0 and taken >> found & 1:
            found = long.find(letter, found + 1, end)
        if found >= 0:
            taken |= 1 << found
            matched.append(letter)
    count = len(matched)
    if not count:
        return 0.0
    in_long = [letter for place, letter in enumerate(long) if taken >> place & 1]
    crossed = sum(a != b for a, b in zip(matched, in_long, strict=True)) // 2
    return (count / len(short) + count / len(long) + (count - crossed) / count) / 3


def edits(one: str, other: str) -> float:
    """1 less the optimal string alignment distance (typing errors, swapped neighbours) over the longer length."""
    longest = max(len(one), len(other))
    return 1.0 - _alignment(one, other) / longest if longest else 1.0


def _alignment(one: str, other: str) -> int:
    """Bit-parallel, after Hyyrö 2003."""
    if one == other:
        return 0
    if not one or not other:
        return max(len(one), len(other))
    places: dict[str, int] = {}
    for place, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << place
    mask, last = (1 << len(one)) - 1, 1 << (len(one) - 1)
    up, down, zero, former, distance = mask, 0, 0, 0, len(one)
    for letter in other:
        now = places.get(letter, 0)
        swapped = ((~zero & now) << 1) & former
        zero = (((now & up) + up) ^ up) | now | down | swapped
        right, left = down | ~(zero | up), zero & up
        distance += bool(right & last) - bool(left & last)
        right = right << 1 | 1
        up, down, former = (left << 1 | ~(zero | right)) & mask, right & zero & mask, now
    return distance


def common_share(one: str, other: str) -> float:
    """Twice the longest common subsequence over both lengths: rapidfuzz's Indel similarity."""
    total = len(one) + len(other)
    return 1.0 - (total - 2 * _common(one, other)) / total if total else 1.0


def _common(one: str, other: str) -> int:
    """Bit-parallel, after Hyyrö 2004."""
    places: dict[str, int] = {}
    for place, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << place
    mask = (1 << len(one)) - 1
    state = mask
    for letter in other:
        hit = state & places.get(letter, 0)
        state = ((state + hit) | (state - hit)) & mask
    return (~state & mask).bit_count()
