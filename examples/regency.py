# %% [markdown]
# # The same questions in a small regency
#
# Health-heavy, scattered units, many empty posts, in the shape of a regency in West Papua. The code
# is that of the city; only the agency and the post differ.
#
#     python examples/regency.py --lang en

# %%
from __future__ import annotations

import argparse

from surakarta import bar, tell, with_policy

from asn_career import national_rulebook, samples


# %%
def main() -> None:
    """Tell the story of the regency: its vacant heads of agency, the first one."""
    parser = argparse.ArgumentParser(description="One vacant head of agency in a small regency")
    parser.add_argument("--lang", default="id", help="id (default) or en")
    options = parser.parse_args()
    regency = samples.regency()
    heads = [p for p in regency.vacancies if p.position.level.value == "jpt_pratama"]
    tell(regency, heads[0], with_policy(national_rulebook()), options.lang, bar)


if __name__ == "__main__":
    main()
