import { alerting } from '@rms/contracts';
import type { CertificateCopy, Statement } from '../../copies/watch.projection.js';
import { capital, counted, date } from '../../words.js';

/** One certificate for a page or a document: the verdict, the sum in its parts, why people left, and how it is signed. */
export interface CertificateModel {
  readonly on: string;
  readonly day: string;
  readonly isGood: boolean;
  readonly verdict: string;
  /** What the verdict adds. */
  readonly besides: string;
  readonly sum: {
    readonly next: string;
    readonly task: string;
    readonly left: string;
    readonly lost: string;
    readonly ever: string;
    readonly isLost: boolean;
  };
  readonly left: readonly { readonly because: string; readonly count: string }[];
  readonly position: string;
  readonly signature: string;
  readonly key: string;
  /** Whether the signature fits what the certificate says, checked now. */
  readonly fits: boolean;
}

const reasons: Readonly<Record<string, string>> = {
  'patient-died': 'Died',
  'start-undone': 'Started in error, and taken back',
  'schedule-complete': 'Follow-up complete',
  discharged: 'Discharged',
  transferred: 'Followed by another team or hospital',
  'in-treatment': 'In treatment again',
  'patient-wish': 'Own wish',
  'followed-under-another-record': 'Followed under another record',
  erased: 'Record erased',
};
const number = (count: number): string => count.toLocaleString('en-GB');

const verdictOf = ({ everEnrolled, exceptions }: Statement): Pick<CertificateModel, 'verdict' | 'besides'> =>
  exceptions.length === 0
    ? {
        verdict: 'Everyone is accounted for.',
        besides: `${number(everEnrolled)} ${everEnrolled === 1 ? 'follow-up' : 'follow-ups'}, no exceptions.`,
      }
    : {
        verdict: `${counted(exceptions.length, 'follow-up is', 'follow-ups are')} not accounted for.`,
        besides: `This certificate is signed, with the ${exceptions.length === 1 ? 'exception' : 'exceptions'} listed.`,
      };

/** A certificate as it is shown. `fits`: whether the signature is that of what it says. */
export const certificateModel = (
  { statement, signature, key }: NonNullable<CertificateCopy['issued']>,
  fits: boolean,
): CertificateModel => {
  const { on, position, everEnrolled, left, leftBecause, withOwnedTask, withNextAction, exceptions } = statement;
  return {
    on,
    day: date(on),
    isGood: exceptions.length === 0 && fits,
    ...verdictOf(statement),
    sum: {
      next: number(withNextAction),
      task: number(withOwnedTask),
      left: number(left),
      lost: number(exceptions.length),
      ever: number(everEnrolled),
      isLost: exceptions.length > 0,
    },
    left: Object.entries(leftBecause).map(([because, count]) => ({
      because: reasons[because] ?? capital(because.replaceAll('-', ' ')),
      count: number(count),
    })),
    position: number(position),
    signature,
    key,
    fits,
  };
};

/** How whoever holds the file alone can check it. */
export const howToCheck =
  'Ed25519 over the canonical JSON text (RFC 8785) of the statement, in UTF-8. Check it with: rms certificate --verify FILE --key KEY';

/** The signed certificate as it is handed out. */
export const downloadOf = ({ issued }: Pick<CertificateCopy, 'issued'>): string =>
  `${JSON.stringify({ ...alerting.certificateIssued.data.parse(issued), how: howToCheck }, null, 2)}\n`;
