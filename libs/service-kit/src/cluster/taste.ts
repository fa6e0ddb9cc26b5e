import { contractsOf, type ServiceName } from '@rms/contracts';
import type { Taste } from '@rms/messaging/kafka';

interface Judge {
  readonly safeParse: (data: unknown) => { readonly success: boolean; readonly error?: { readonly issues: readonly Issue[] } };
}
interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

// Who hears tolerates what has been added since; what is missing or of another shape he cannot take.
const isAddition = ({ code }: Issue): boolean => code === 'unrecognized_keys';
const told = ({ path, code }: Issue): string => `${path.map(String).join('.') || 'the whole'} (${code})`;

/** What this release can take from the bus: contracts it knows, with everything in them that they say. No problem holds content. */
export const tasteOfThisRelease = (): Taste => {
  const judges = new Map<string, Judge>(
    (Object.keys(contractsOf) as ServiceName[]).flatMap((service) => contractsOf[service].map(({ type, data }) => [type, data] as const)),
  );
  return {
    knows: (type) => judges.has(type),
    problemWith: (type, data) => {
      const problems =
        judges
          .get(type)
          ?.safeParse(data)
          .error?.issues.filter((issue) => !isAddition(issue)) ?? [];
      return problems.length === 0 ? undefined : problems.slice(0, 3).map(told).join(', ');
    },
  };
};
