import { alertingHistory, LedgerReader, momentOf, reconcile } from '@rms/alerting';
import { EmbeddedHistoryReader, factOf } from '@rms/event-sourcing';
import { lettersHistory } from '@rms/letters';
import { pathwayHistory, followUp } from '@rms/pathway';
import { asOf } from './one-life.js';
const cpu = () => { const u = process.cpuUsage(); return u.user / 1e6; };
const stage = async (name: string, f: () => Promise<unknown>) => { const c = cpu(); await f(); console.log(name, (cpu() - c).toFixed(2)); };
const store = new EmbeddedHistoryReader(process.argv[2]!);
const histories = new Map([alertingHistory, lettersHistory, pathwayHistory].map((of) => of(store)).map((one) => [one.service, one]));
const pages = async (f: (e: any) => void, size = 500) => { for (let at = 0; ;) { const es = await store.readAll(at, size, ['alerting.', 'letters.', 'pathway.']); for (const e of es) f(e); if (es.length < size) return; at = es.at(-1)!.position; } };
for (let i = 0; i < 2; i++) {
  await stage('rows+metadata', () => pages(() => undefined));
  await stage('+facts', () => pages((e) => factOf({ upcast: (_t: string, _s: number, d: any) => d }, e)));
  await stage('+translate', () => pages((e) => histories.get(e.stream.slice(0, e.stream.indexOf('.')))!.of(e)));
  let reader!: LedgerReader;
  await stage('+ledger', async () => { reader = new LedgerReader(histories); await reader.advanceTo(asOf); });
  await stage('reconcile', async () => reconcile(reader.ledger, momentOf(asOf)));
}
