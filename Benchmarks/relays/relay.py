"""The relay with FastAPI and httpx, as their documentation suggests.

    MODEL_URL=http://127.0.0.1:9000/v1/chat/completions uvicorn relay:app --host 127.0.0.1 --port 8080
"""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse

MODEL_URL = os.environ["MODEL_URL"]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(limits=limits, timeout=60) as client:
        app.state.client = client
        yield


app = FastAPI(lifespan=lifespan)


def frame(value: dict) -> str:
    return f"data: {json.dumps(value)}\n\n"


async def frames(client: httpx.AsyncClient, question: str) -> AsyncIterator[str]:
    body = {"model": "mock-gpt", "stream": True, "messages": [{"role": "user", "content": question}]}
    full_text, is_done = [], False
    async with client.stream("POST", MODEL_URL, json=body) as answer:
        answer.raise_for_status()
        async for line in answer.aiter_lines():
            if not line.startswith("data: "):
                continue
            if line == "data: [DONE]":
                is_done = True  # read on to the end, so that the connection can be used again
                continue
            choices = json.loads(line[6:])["choices"]
            text = choices[0]["delta"].get("content") if choices else None
            if text:
                full_text.append(text)
                yield frame({"text": text})
    if is_done:
        yield frame({"done": True, "fullText": "".join(full_text)})
    else:
        yield frame({"error": "the model's stream was cut"})


@app.get("/chat/stream")
async def stream(request: Request, q: str) -> StreamingResponse:
    headers = {"Cache-Control": "no-store, no-transform"}
    return StreamingResponse(frames(request.app.state.client, q), media_type="text/event-stream", headers=headers)
