"""The formulas, where xlwings' server looks for them."""

from habitue_addin.formulas import *  # noqa: F403
