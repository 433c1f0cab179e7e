"""A web service: who may be promoted, who may follow in a post, with OpenAPI schemas.

python -m uvicorn embed_fastapi:app
"""

import datetime as dt
import os
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse

import asn_career as asn
from asn_career import exchange

PARTS = "#/components/schemas/{}"  # where OpenAPI keeps the schemas of parts,
DOCUMENTS = "#/components/schemas/{}Document"  # and of whole documents with their version
LAW = asn.national_rulebook()  # immutable: made once, shared by all threads
POLICY = asn.SuccessionPolicy(score="indices.performance")  # what counts is yours to say
KEY = os.environ.get("SERVICE_KEY", "").encode() or None  # without it no hash of records is kept
app = FastAPI(title="Careers by the law")


async def read_body(request: Request) -> bytes:
    """Return the document as it was sent; the library reads it within its own limits."""
    return await request.body()


Document = Annotated[bytes, Depends(read_body)]


def described(takes: type, gives: type) -> Mapping[str, Any]:
    """Return what OpenAPI says of an endpoint that takes one document and gives another."""
    body, answer = ({"schema": {"$ref": DOCUMENTS.format(cls.__name__)}} for cls in (takes, gives))
    return {
        "response_model": None,
        "openapi_extra": {"requestBody": {"content": {"application/json": body}}},
        "responses": {200: {"content": {"application/json": answer}}},
    }


@app.exception_handler(asn.AsnCareerError)
async def refuse(_: Request, error: asn.AsnCareerError) -> JSONResponse:
    """Tell every fault with its path; an unknown name is told with the near one."""
    if not isinstance(error, asn.InvalidInputError):
        return JSONResponse({"detail": str(error)}, 404)
    faults = [{"loc": p.where, "msg": p.message, "hint": p.hint} for p in error.problems]
    return JSONResponse({"detail": faults}, 422)


@app.post("/eligibility", **described(asn.Employee, asn.Finding))
def eligibility(document: Document, as_of: dt.date, rule: str = "promotion.open") -> dict[str, Any]:
    """Tell whether a person meets a rule on a day: YES, NO or UNKNOWN, and by what."""
    who = exchange.from_json(asn.Employee, document)
    return exchange.to_dict(LAW.check(rule, who, as_of))


@app.post("/ranking", **described(asn.Agency, asn.Ranking))
def ranking(document: Document, post: str, as_of: dt.date) -> dict[str, Any]:
    """Rank the people of an agency for one of its posts, with where the ranking comes from."""
    agency = exchange.from_json(asn.Agency, document)
    seat, people = agency.post(post), agency.employees
    found = asn.rank_successors(seat, people, as_of, rulebook=LAW, policy=POLICY, key=KEY)
    return exchange.to_dict(found)


def openapi() -> dict[str, Any]:
    """Return FastAPI's own description with the schemas of the library's documents in it."""
    found = FastAPI.openapi(app)
    schemas = found["components"]["schemas"]
    for cls in (asn.Employee, asn.Agency, asn.Finding, asn.Ranking):
        schema = exchange.json_schema(cls, ref_template=PARTS)
        schemas |= {**schema.pop("$defs", {}), f"{cls.__name__}Document": schema}
    return found


app.openapi = openapi
