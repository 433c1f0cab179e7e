"""The words of the note: plain and formal Indonesian, and English."""

from __future__ import annotations

from typing import Final

import attrs

from asn_career.terms import is_indonesian

__all__ = [
    "ALONE",
    "ASK",
    "AS_OF",
    "BY",
    "EITHER",
    "FOR_YOU",
    "IF_YOU",
    "MISSING",
    "NOT_MET",
    "NO_GROUPS",
    "OF",
    "OTHERS",
    "OTHER_GROUPS",
    "PEOPLE",
    "TITLE",
    "TOGETHER",
    "WHAT",
    "WHOM",
    "WHY",
    "WRONG",
    "YOU",
    "Said",
]


@attrs.frozen
class Said:
    """The same words in three registers."""

    plain: str
    formal: str
    en: str

    def say(self, lang: str, *, formal: bool) -> str:
        """Return the words; English has one register."""
        if not is_indonesian(lang):
            return self.en
        return self.formal if formal else self.plain


TITLE: Final = Said(
    "Aturan yang berubah dan artinya bagi Anda",
    "Pemberitahuan perubahan ketentuan dan dampaknya",
    "What changes in the rules, and what it means for you",
)
AS_OF: Final = Said("Dihitung per", "Keadaan per tanggal", "As of")
WHAT: Final = Said("1. Apa yang berubah?", "1. Perubahan ketentuan", "1. What changes?")
WHOM: Final = Said("2. Siapa yang terkena?", "2. Pegawai yang terdampak", "2. Who is concerned?")
WHY: Final = Said("3. Mengapa?", "3. Dasar perubahan", "3. Why?")
YOU: Final = Said(
    "4. Apa artinya bagi Anda?", "4. Arti perubahan bagi Saudara", "4. What does it mean for you?"
)
OF: Final = Said("dari", "dari", "of")
PEOPLE: Final = Said("orang", "pegawai", "people")
BY: Final = Said("per", "menurut", "by")
NO_GROUPS: Final = Said(
    "terlalu sedikit orang untuk ditampilkan",
    "tidak ditampilkan karena jumlah pegawai terlalu sedikit",
    "too few people to show",
)
OTHER_GROUPS: Final = Said(
    "lainnya: tidak ditampilkan", "lainnya: tidak ditampilkan", "others: not shown"
)
ALONE: Final = Said(
    "Satu hal ini saja penyebabnya:", "Sebabnya satu ketentuan berikut:", "This alone causes it:"
)
EITHER: Final = Said(
    "Masing-masing sudah cukup menjadi penyebab:",
    "Setiap ketentuan berikut masing-masing menjadi sebab:",
    "Each of these alone would cause it:",
)
TOGETHER: Final = Said(
    "Ini baru berpengaruh kalau berlaku bersama:",
    "Sebabnya ketentuan berikut secara bersama-sama:",
    "Only together do these cause it:",
)
IF_YOU: Final = Said(
    "Kalau Anda termasuk, jawaban atas",
    "Apabila Saudara termasuk, jawaban atas",
    "If you are among them, the answer to",
)
FOR_YOU: Final = Said("bagi Anda berubah:", "bagi Saudara berubah:", "changes for you:")
NOT_MET: Final = Said(
    "TIDAK berarti per tanggal itu syaratnya tidak terpenuhi. Penjelasan Anda menyebut yang mana.",
    "TIDAK berarti syarat tidak terpenuhi per tanggal tersebut; penjelasan perorangan memuatnya.",
    "NO means that a requirement is not met on that day. Your own explanation says which.",
)
MISSING: Final = Said(
    "BELUM DIKETAHUI berarti datanya kurang, bukan ditolak. Tanyakan data apa yang kurang.",
    "BELUM DIKETAHUI berarti data belum lengkap, bukan penolakan; Saudara dimohon melengkapinya.",
    "UNKNOWN means that something is not on record, not that you are refused. Ask what it is.",
)
OTHERS: Final = Said(
    "Kalau Anda tidak termasuk, jawaban bagi Anda tetap sama.",
    "Bagi pegawai yang tidak termasuk, jawabannya tetap.",
    "If you are not among them, your answers stay as they are.",
)
ASK: Final = Said(
    "Anda boleh minta penjelasan untuk diri sendiri: isinya hanya data Anda dan pasalnya.",
    "Saudara dapat meminta penjelasan perorangan yang hanya memuat data Saudara dan pasalnya.",
    "You may ask for the explanation of your own case: only your data, and the articles.",
)
WRONG: Final = Said(
    "Kalau ada data yang salah, sampaikan; jawabannya dihitung lagi.",
    "Apabila terdapat kekeliruan data, mohon disampaikan agar jawaban dihitung kembali.",
    "If any of your data are wrong, say so; the answer is then worked out again.",
)
