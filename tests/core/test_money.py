import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.catalog import spoken
from core.money import CURRENCIES


@pytest.mark.parametrize(
    ("code", "amount", "said"),
    [
        ("EUR", 1234.5, "€1,234.50"),
        ("USD", -12, "\N{MINUS SIGN}$12.00"),
        ("CHF", 1234.5, "CHF 1,234.50"),
        ("JPY", 1234.5, "¥1,234"),
        ("KWD", 1.5, "KWD 1.500"),
        ("EUR", -0.001, "€0.00"),
    ],
)
def test_amounts_are_said_as_their_currency_is_written(code: str, amount: float, said: str) -> None:
    assert CURRENCIES[code].said(amount) == said


def test_no_two_currencies_share_a_sign() -> None:
    signs = [one.sign for one in CURRENCIES.values() if one.sign]
    assert len(set(signs)) == len(signs)
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES)


@given(st.sampled_from(list(CURRENCIES.values())), st.floats(-1e9, 1e9))
def test_what_is_said_is_what_is_rounded(currency, amount) -> None:  # noqa: ANN001
    said = currency.said(amount).replace("\N{MINUS SIGN}", "-").replace(",", "")
    figure = float(said.removeprefix("-").removeprefix(currency.sign or currency.code + " "))
    assert figure == pytest.approx(abs(currency.rounded(amount)))
    assert said.startswith("-") == (currency.rounded(amount) < 0)


def test_german_writes_the_unit_behind() -> None:
    assert CURRENCIES["EUR"].said(-1234.5, spoken("de")) == "\N{MINUS SIGN}1.234,50 €"
    assert CURRENCIES["CHF"].said(1234.5, spoken("de")) == "1.234,50 CHF"
