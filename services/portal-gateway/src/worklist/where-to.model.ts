interface Settling {
  readonly kind: string;
  readonly about: string;
  readonly settledBy: string;
  readonly followUp?: string | undefined;
  readonly patient?: string | undefined;
}
/** Where a task is settled, and what is done there. */
export interface WhereTo {
  readonly href: string;
  readonly act: string;
}

const patientPage = ({ patient }: Settling, part: string): string => (patient === undefined ? '/worklist' : `/patients/${patient}#${part}`);
const places: Readonly<Record<string, (task: Settling) => WhereTo>> = {
  review: ({ followUp = '', about }) => ({ href: `/follow-ups/${followUp}/reviews/${about}`, act: 'Review result' }),
  recall: ({ followUp = '', about }) => ({ href: `/follow-ups/${followUp}/recalls/${about}`, act: 'Record clinic' }),
  quarantine: ({ settledBy, about }) => ({ href: `/messages/${settledBy}/${about}`, act: 'Sort out' }),
  call: ({ about }) => ({ href: `/calls/${about}`, act: 'Return the call' }),
  telephone: ({ followUp = '', about }) => ({ href: `/follow-ups/${followUp}/missed-tests/${about}`, act: 'Record call' }),
  // What is wrong with him is on his page; of somebody without a record the certificates tell.
  exception: ({ patient }) => ({ href: patient === undefined ? '/certificates' : `/patients/${patient}`, act: 'Open patient' }),
  letter: (task) => ({ href: patientPage(task, 'letters'), act: 'See to the letter' }),
};

/** A review is not always of a result: the button says what waits there. */
const reviewActs: Readonly<Record<string, string>> = { decision: 'Decide', 'test-missed': 'Review and decide' };

export const whereTo = (task: Settling & { readonly band?: string }): WhereTo => {
  const place = places[task.kind]?.(task) ?? { href: '/worklist', act: 'Open' };
  return task.kind === 'review' ? { ...place, act: reviewActs[task.band ?? ''] ?? place.act } : place;
};
