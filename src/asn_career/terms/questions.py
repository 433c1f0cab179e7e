"""The questions that rules answer."""

from __future__ import annotations

from asn_career.terms.words import Word

__all__ = [
    "Question",
]


class Question(Word):
    """What a rule answers; algorithms ask by question, never by the name of a rule."""

    APPOINT = "appoint", "boleh diangkat dalam jabatan?", "may be appointed to the post?"
    MOVE = "move", "perpindahan diperbolehkan?", "is the move allowed?"
    RANK_UP = "rank_up", "boleh naik pangkat?", "may be promoted in rank?"
    STEP_UP = "step_up", "boleh naik jenjang?", "may step up a level?"
    EXAM = "exam", "ujian apa yang wajib?", "which exam is due?"
    RANK = "rank", "pangkat mana yang sesuai?", "which rank fits?"
    CREDIT = "credit", "berapa angka kreditnya?", "how much credit is it?"
    CREDIT_EARNED = "credit_earned", "berapa angka kredit periode ini?", "what does a period earn?"
    CREDIT_BONUS = "credit_bonus", "berapa tambahan pendidikannya?", "what does a diploma add?"
    CREDIT_BASE = "credit_base", "berapa angka kredit dasarnya?", "at what credit does it begin?"
    CREDIT_HELD = "credit_held", "berapa jumlah angka kreditnya?", "how much credit is held?"
    CREDIT_FOR_RANK = (
        "credit_for_rank",
        "berapa kebutuhan untuk naik pangkat?",
        "how much for the next rank?",
    )
    CREDIT_FOR_STEP = (
        "credit_for_step",
        "berapa kebutuhan untuk naik jenjang?",
        "how much for the next level?",
    )
    RETIRE = "retire", "sudah mencapai batas usia pensiun?", "has the retirement age come?"
    APPRAISE = "appraise", "apa predikat kinerjanya?", "what is the predicate?"
    DISTRIBUTE = "distribute", "apakah sebarannya sesuai?", "is the distribution as it should be?"
    COMPETENCE = "competence", "apakah kompetensinya sesuai?", "does the competence fit?"
    TALENT = "talent", "di kotak talenta mana?", "in which talent box?"
    SANCTION = "sanction", "hukuman disiplin mana yang berlaku?", "which sanction applies?"
    BLOCK = "block", "terhalang hukuman disiplin?", "blocked by a disciplinary sanction?"
    PENSION = "pension", "hak pensiun mana dan kapan?", "which pension right, and when?"
    AWARD = "award", "penghargaan apa yang menjadi hak?", "which award is due?"
    DEVELOP = "develop", "pengembangan apa yang wajib?", "which development is due?"
    INDEX = "index", "berapa indeksnya?", "how high is the index?"
    LEAVE = "leave", "boleh tugas belajar atau cuti?", "may study or leave be granted?"
    RELEASE = "release", "apa yang berhenti selama dibebaskan?", "what does a release stop?"
    MENTOR = "mentor", "boleh menjadi mentornya?", "may be the mentor?"
    DEPART = "depart", "boleh meninggalkan jabatannya?", "may the present post be left?"
    TENURE = "tenure", "bagaimana kedudukannya dalam jabatan?", "how does the tenure stand?"
    ENTER = "enter", "boleh masuk lewat jalur khusus?", "is a special way into the post open?"
    ACT = "act", "boleh bertindak sebagai Plt/Plh?", "may they act as Plt or Plh?"
    GROUP = "group", "termasuk kelompok jabatan apa?", "to which group does the post belong?"
