"""`make mutants`: law and rules changed in many small ways, and how many a test notices."""

import json
import os
import subprocess
import sys
from pathlib import Path

WANTED = 90
# Law and rules are pure: their tests need no server, but the settings want an address.
PURE = {"DATABASE_URL": "postgres://unused/unused", "THIDUA_SECRET_KEY": "only-for-tests"}
MUTMUT = Path(sys.executable).with_name("mutmut")


def main() -> None:
    for words in (["run"], ["results"], ["export-cicd-stats"]):
        subprocess.run([MUTMUT, *words], check=True, env=os.environ | PURE)
    counted = json.loads(Path("mutants/mutmut-cicd-stats.json").read_text())
    killed = counted["killed"] + counted["timeout"]
    share = 100 * killed / counted["total"]
    print(f"{killed} of {counted['total']} mutants killed: {share:.1f} %; wanted {WANTED} %.")
    sys.exit(share < WANTED)


if __name__ == "__main__":
    main()
