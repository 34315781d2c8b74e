"""What was seen while comparing two rows, as flags that fit in an array."""

from enum import IntFlag


class Note(IntFlag):
    """What a comparison of one field saw besides how alike the two values are."""

    NICKNAME = 1  # Bob and Robert
    INITIAL = 2  # J. and Jean
    SWAPPED = 4  # given name and surname stand in each other's place
    PART = 8  # one value is part of the other: Dupont and Dupont-Martin
    SHARED = 16  # an e-mail or phone of several names, or a post's (info@)
    OTHER_NAME = 32  # two different given names, however alike
    CROSSED = 64  # the phone of one is the mobile of the other


class Bar(IntFlag):
    """What keeps a pair from merging by itself, however alike."""

    BIRTH_DATE = 1  # different valid birth dates
    FATHER_AND_SON = 2  # same name at the same address, and no birth date to tell
    GIVEN_NAME = 4  # different given names
    COMPANY_NUMBER = 8  # different SIREN
    THIN = 16  # too little in common to be sure: a name and a town
    ANSWER = 32  # a person said that they are different
    TITLE = 128  # a man's title and a woman's
    CHAIN = 64  # alike enough, but their groups do not fit together
