"""Asks a question and prints the extracts with their sources. Python 3.8 or later, nothing to install:

python3 examples/ask.py "全州县的四事工作法是哪四事？"
"""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

question = sys.argv[1] if len(sys.argv) > 1 else "天等县给驻村队员发多少伙食补贴？"
server = os.environ.get("BULLETIN_QA_URL", "http://localhost:3000")
headers = {"Content-Type": "application/json"}
if "BULLETIN_QA_KEY" in os.environ:
    headers["Authorization"] = f"Bearer {os.environ['BULLETIN_QA_KEY']}"

body = json.dumps({"question": question, "limit": 3}).encode()
try:
    with urlopen(Request(f"{server}/api/ask", data=body, headers=headers)) as response:
        answer = json.load(response)
except HTTPError as error:
    problem = json.load(error)
    sys.exit(f"{problem['code']}: {problem['detail']}")

for extract in answer["extracts"]:
    print(f"{extract['text']}\n—— {extract['citation']['label']}\n")
if answer["reason"]:
    print(answer["reason"])
