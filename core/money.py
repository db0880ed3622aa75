"""Amounts of money, said as their currency is written."""

from dataclasses import dataclass
from typing import Final

from core.language.catalog import Language, english
from core.language.figures import MINUS


@dataclass(frozen=True, slots=True)
class Currency:
    """One of ISO 4217.

    Attributes
    ----------
    code : str
        Three capital letters.
    sign : str
        What stands before an amount; the code where no sign is this currency's alone.
    decimals : int
        Digits of its smallest unit.
    """

    code: str
    sign: str = ""
    decimals: int = 2

    def said(self, amount: float, language: Language | None = None) -> str:
        """Say an amount: €1,234.50, CHF 1,234.50, ¥1,235, 1.234,50 €, with a true minus first."""
        spoken = language or english()
        figure = spoken.number(abs(amount), f",.{self.decimals}f")
        minus = MINUS if self.rounded(amount) < 0 else ""
        form = "money.sign" if self.sign else "money.code"
        return minus + spoken.say(form, unit=self.sign or self.code, figure=figure)

    def rounded(self, amount: float) -> float:
        """Round to the smallest unit."""
        return round(amount, self.decimals)


_ALL: Final = (
    Currency("EUR", "€"), Currency("USD", "$"), Currency("GBP", "£"), Currency("CHF"),
    Currency("AED"), Currency("ARS"), Currency("AUD"), Currency("BDT"), Currency("BGN"),
    Currency("BHD", decimals=3), Currency("BRL", "R$"), Currency("CAD"),
    Currency("CLP", decimals=0), Currency("CNY"), Currency("COP"), Currency("CZK"),
    Currency("DKK"), Currency("EGP"),
    Currency("HKD"), Currency("HUF"), Currency("IDR"), Currency("ILS", "₪"), Currency("INR", "₹"),
    Currency("ISK", decimals=0), Currency("JPY", "¥", 0), Currency("KRW", "₩", 0),
    Currency("KWD", decimals=3), Currency("MAD"), Currency("MXN"), Currency("MYR"),
    Currency("NGN", "₦"), Currency("NOK"), Currency("NZD"), Currency("PEN"),
    Currency("PHP", "₱"), Currency("PKR"),
    Currency("PLN"), Currency("RON"), Currency("RSD"), Currency("RUB", "₽"), Currency("SAR"),
    Currency("SEK"), Currency("SGD"), Currency("THB", "฿"), Currency("TND", decimals=3),
    Currency("TRY", "₺"), Currency("TWD"), Currency("UAH", "₴"), Currency("VND", "₫", 0),
    Currency("ZAR"),
)  # fmt: skip
CURRENCIES: Final = {currency.code: currency for currency in _ALL}
"""By code: the four most often met here, then by name."""
