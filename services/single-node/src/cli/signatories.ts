import { parseRegistration } from '@rms/nhs';
import { StartRefused } from '@rms/service-kit/standing';

const form = 'Write each --signed-by as a name and a registration, such as "Mr A. Surgeon, GMC 0000001".';

/** As long as the published fact may say. */
const longest = 500;

const signatory = (text: string): { readonly name: string; readonly registration: string } => {
  const comma = text.lastIndexOf(',');
  const [name, registration] = [text.slice(0, Math.max(comma, 0)).trim(), parseRegistration(text.slice(comma + 1))];
  if (name === '' || registration === undefined) throw new StartRefused(`--signed-by "${text}" is not a name and a registration. ${form}`);
  return { name, registration };
};

/** Who signs a protocol, as it is recorded: two clinicians at least, each by name and registration. Throws `StartRefused` naming what does not fit. */
export const signatoriesFrom = (texts: readonly string[]): string => {
  const signing = texts.map(signatory);
  if (new Set(signing.map(({ registration }) => registration)).size < 2)
    throw new StartRefused(`Two different clinicians sign a protocol: give --signed-by twice. ${form}`);
  const signedBy = signing.map(({ name, registration }) => `${name}, ${registration}`).join(' and ');
  if (signedBy.length > longest)
    throw new StartRefused(`--signed-by is ${String(signedBy.length)} characters long together, and may have ${String(longest)}.`);
  return signedBy;
};
