import type { Message } from '@rms/messaging/pure';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const followUpId = (n: number): string => uuid(1000 + n);
export const idOf = (n: number): string => uuid(n);

/** Tells facts as their owners publish them: stream, type, time and content, with the counters in their places. */
export class Telling {
  readonly messages: Message[] = [];
  readonly #published = new Map<string, number>();

  tell(
    kind: string,
    id: string,
    said: { readonly type: string; readonly at?: string; readonly trust?: string; readonly data?: object },
  ): this {
    const subject = `${kind}-${id}`;
    const published = (this.#published.get(subject) ?? 0) + 1;
    this.#published.set(subject, published);
    const position = this.messages.length + 1;
    this.messages.push({
      type: said.type,
      id: uuid(900_000 + position),
      source: kind.slice(0, kind.indexOf('.')),
      subject,
      time: said.at ?? '2026-03-02T09:00:00.000Z',
      trust: said.trust ?? 'ZT001',
      published,
      position,
      actor: 'policy:test',
      role: 'policy',
      correlationId: uuid(1),
      data: said.data ?? {},
    });
    return this;
  }

  followUp(n: number, type: string, more: { readonly at?: string; readonly trust?: string; readonly data?: object } = {}): this {
    return this.tell('pathway.follow-up', followUpId(n), { type: `pathway.${type}.v1`, ...more });
  }
  starts(n: number, dueOn = '2026-06-01', overdueAfter = '2026-06-15'): this {
    const test = { test: idOf(n), kind: 'psa', name: 'PSA blood test', label: '', opensOn: '2026-01-01', dueOn, overdueAfter };
    return this.followUp(n, 'follow-up-started', {
      data: { patient: idOf(700 + n), tests: [{ ...test, origin: 'protocol', required: true }] },
    });
  }
  task(n: number, about: string, followUp: number, kind = 'review'): this {
    return this.tell('alerting.task', idOf(n), {
      type: 'alerting.task-opened.v1',
      data: { kind, about, followUp: followUpId(followUp), why: '', dueOn: '2026-07-01' },
    });
  }
  letter(n: number, type: string, data: object = {}): this {
    return this.tell('letters.letter', idOf(n), { type: `letters.${type}.v1`, data });
  }
}
