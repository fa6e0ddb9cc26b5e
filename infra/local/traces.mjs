#!/usr/bin/env node
// Traces without a collector. `receive FILE [PORT]` keeps what the services send, one body a line, until it is told to stop;
// `show FILE [CORRELATION ID]` prints one trace as a listing, the one with the most kinds of steps where none is named.
import { appendFileSync, readFileSync } from 'node:fs';
import { traceIdOf } from '@rms/telemetry';
import { openSpanReceiver, spansOf, traceListing } from '@rms/telemetry/testing';

const usualPort = 4318;
const everyMs = 1000;
const [command, file, more] = process.argv.slice(2);

const receive = async () => {
  const receiver = await openSpanReceiver(Number(more ?? usualPort));
  let written = 0;
  const write = () => {
    const bodies = receiver.bodies.slice(written);
    written += bodies.length;
    if (bodies.length > 0) appendFileSync(file, `${bodies.join('\n')}\n`);
  };
  setInterval(write, everyMs);
  console.error(`OTEL_EXPORTER_OTLP_ENDPOINT=${receiver.endpoint}`);
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.on(signal, () => {
      write();
      process.exit(0);
    });
};

const kindsIn = (spans) => new Set(spans.map(({ name }) => name)).size;

const show = () => {
  const spans = readFileSync(file, 'utf8').trim().split('\n').flatMap(spansOf);
  const traces = [...Map.groupBy(spans, ({ traceId }) => traceId).values()];
  const [richest = []] = traces.toSorted((a, b) => kindsIn(b) - kindsIn(a));
  const chosen = more === undefined ? richest : spans.filter(({ traceId }) => traceId === traceIdOf(more));
  console.log(traceListing(chosen).join('\n'));
};

if (command === 'receive' && file !== undefined) await receive();
else if (command === 'show' && file !== undefined) show();
else {
  console.error('traces.mjs receive FILE [PORT] | traces.mjs show FILE [CORRELATION ID]');
  process.exitCode = 2;
}
