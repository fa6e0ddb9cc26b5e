import { instantText } from '@rms/event-sourcing';

type OnHop = (at: string) => Promise<void> | void;
/** Moves the clinical clock on to an instant in milliseconds. */
export type Advance = (to: number, onHop?: OnHop) => Promise<void>;

/** Brings each hop to whoever asked as it happens. */
export async function* hops(advance: Advance, to: number): AsyncGenerator<object> {
  const arrived: object[] = [];
  const moving = { isOver: false, wake: (): void => undefined };
  const over = advance(to, (at) => {
    arrived.push({ at, of: instantText(to) });
    moving.wake();
  }).finally(() => {
    moving.isOver = true;
    moving.wake();
  });
  over.catch(() => undefined);
  while (!moving.isOver || arrived.length > 0) {
    for (const hop of arrived.splice(0)) yield hop;
    if (moving.isOver) continue;
    await new Promise<void>((resolve) => {
      moving.wake = resolve;
    });
  }
  await over;
}
