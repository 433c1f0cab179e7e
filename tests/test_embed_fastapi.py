"""A web service, asked over HTTP: the answers of the library, its schemas, all faults at once."""

import datetime as dt
import json
import re
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from embedding import code_lines, load, needs

needs("fastapi", "fastapi", "uvicorn", "httpx", "cattrs", "jsonschema")

import httpx  # noqa: E402
import jsonschema  # noqa: E402
import uvicorn  # noqa: E402

from asn_career import (  # noqa: E402
    Agency,
    Appointment,
    Appraisal,
    Assessment,
    Attestation,
    AttestationKind,
    CompetencyProfile,
    Education,
    Employee,
    Nip,
    Position,
    PositionKind,
    PositionLevel,
    Post,
    RankHeld,
    Status,
    Unit,
    exchange,
    rank_successors,
)

DAY = dt.date(2026, 11, 1)
KEY = "a key of thirty-two bytes, or so"
LETTERS = (AttestationKind.HEALTH, AttestationKind.INTEGRITY, AttestationKind.TRACK_RECORD)
STANDARD = CompetencyProfile.of({"M.01": 4, "M.02": 4})


@pytest.fixture(scope="module")
def service():
    """The example behind a server of its own on loopback."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERVICE_KEY", KEY)
        example = load("embed_fastapi")
    config = uvicorn.Config(example.app, log_level="warning", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as door:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        until = time.monotonic() + 30
        while not server.started and time.monotonic() < until:
            time.sleep(0.05)
        assert server.started
        with httpx.Client(base_url=f"http://127.0.0.1:{door.getsockname()[1]}", timeout=60) as http:
            yield example, http
        server.should_exit = True
        thread.join(10)


def planner(id, *, months=84, predicate="baik"):
    """An administrator who meets what the law asks for an agency's head."""
    job = Position(id="kabid", name="Kepala Bidang", kind="administrator", fields=("tata_ruang",))
    since = dt.date(2026 - months // 12, 1, 1)
    return Employee(
        id=id,
        birth_date=dt.date(1975, 3, 1),
        status=Status.PNS,
        joined=dt.date(2000, 3, 1),
        nip=Nip("197503012000031001") if id == "E-1" else None,
        appointments=(Appointment(position=job, unit="u-1", since=since, fields=("tata_ruang",)),),
        ranks=(RankHeld(golongan="IV/a", since=dt.date(2022, 4, 1)),),
        education=(Education(diploma="s1", graduated=dt.date(1998, 8, 1)),),
        appraisals=tuple(
            Appraisal(since=dt.date(y, 1, 1), until=dt.date(y, 12, 31), predicate=predicate)
            for y in (2024, 2025)
        ),
        assessments=(
            Assessment(day=dt.date(2025, 6, 1), level=PositionLevel.JPT_PRATAMA, profile=STANDARD),
        ),
        attestations=tuple(Attestation(kind=k, issued=dt.date(2026, 1, 5)) for k in LETTERS),
    )


def agency():
    head = Position(
        id="kepala",
        name="Kepala Dinas",
        kind=PositionKind.JPT_PRATAMA,
        fields=("tata_ruang",),
        standard=STANDARD,
    )
    return Agency(
        id="kota",
        name="Kota Contoh",
        units=(Unit(id="u-1", name="Dinas", fields=("tata_ruang",)),),
        posts=(Post(id="head", position=head, unit="u-1"),),
        employees=(
            planner("E-1"),
            planner("E-2", predicate="sangat_baik"),
            planner("E-3", months=12),
        ),
    )


def post(http, path, document, **params):
    body = document if isinstance(document, str) else exchange.to_json(document, identity=True)
    return http.post(path, content=body, params={"as_of": str(DAY), **params})


def test_a_finding_over_http_is_that_of_the_library(service):
    example, http = service
    answer = post(http, "/eligibility", planner("E-1"))
    assert answer.status_code == 200
    assert answer.json() == exchange.to_dict(
        example.LAW.check("promotion.open", planner("E-1"), DAY)
    )


def test_a_ranking_over_http_is_that_of_the_library_and_knows_where_it_comes_from(service):
    example, http = service
    answer = post(http, "/ranking", agency(), post="head")
    assert answer.status_code == 200
    told, kota = answer.json(), agency()
    assert [row["id"] for row in told["rows"] if row["rank"]] == ["E-2", "E-1"]
    law = {"rulebook": example.LAW, "policy": example.POLICY}
    direct = rank_successors(kota.post("head"), kota.employees, DAY, key=KEY.encode(), **law)
    assert told == exchange.to_dict(direct)
    assert told["provenance"]["inputs"] == direct.provenance.inputs is not None


def test_no_identity_number_comes_back(service):
    _, http = service
    for answer in (
        post(http, "/eligibility", planner("E-1")),
        post(http, "/ranking", agency(), post="head"),
        post(http, "/eligibility", '{"nip": "197503012000031001", "id": 7}'),
    ):
        assert "19750301" not in answer.text


def test_every_fault_is_told_with_its_path(service):
    _, http = service
    document = exchange.to_dict(planner("E-9"))
    document["status"] = "pnss"
    document["ranks"][0]["golongan"] = "IV/z"
    document["appraisals"][1]["until"] = "2025-13-31"
    document["hobby"] = "chess"
    answer = post(http, "/eligibility", json.dumps(document))
    assert answer.status_code == 422
    faults = {fault["loc"]: fault for fault in answer.json()["detail"]}
    assert set(faults) == {"status", "ranks[0].golongan", "appraisals[1].until", "hobby"}
    assert faults["status"]["hint"] == "did you mean 'pns'?"


def test_what_is_no_document_and_names_that_are_not_there_are_refused(service):
    _, http = service
    assert post(http, "/eligibility", "{").status_code == 422
    assert post(http, "/eligibility", planner("E-1"), as_of="soon").status_code == 422
    unknown = post(http, "/eligibility", planner("E-1"), rule="promotion.opn")
    assert unknown.status_code == 404
    assert "promotion.open" in unknown.json()["detail"]
    assert post(http, "/ranking", agency(), post="heads").status_code == 404


def test_the_description_holds_the_schemas_that_documents_and_answers_fit(service):
    _, http = service
    described = http.get("/openapi.json").json()
    parts = described["components"]["schemas"]
    refs = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(described)))
    assert refs <= set(parts)
    for path, takes, gives, document in (
        ("/eligibility", "EmployeeDocument", "FindingDocument", planner("E-1")),
        ("/ranking", "AgencyDocument", "RankingDocument", agency()),
    ):
        operation = described["paths"][path]["post"]
        body = operation["requestBody"]["content"]["application/json"]["schema"]
        answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert [s["$ref"].rpartition("/")[2] for s in (body, answer)] == [takes, gives]
        params = {"post": "head"} if path == "/ranking" else {}
        for name, plain in (
            (takes, exchange.to_dict(document)),
            (gives, post(http, path, document, **params).json()),
        ):
            schema = {"components": {"schemas": parts}, "$ref": f"#/components/schemas/{name}"}
            jsonschema.Draft202012Validator(schema).validate(plain)


def test_many_may_ask_at_once(service):
    _, http = service
    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(post, http, "/eligibility", planner(f"E-{i}")) for i in range(24)]
        answers = [job.result().json() for job in jobs]
    assert len({json.dumps(answer) for answer in answers}) == 1


def test_the_example_is_short():
    assert code_lines("embed_fastapi.py") <= 80
