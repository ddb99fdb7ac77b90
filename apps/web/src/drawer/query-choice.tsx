import type { ReactNode } from 'react';
import { Choice } from '../controls/choice.tsx';
import type { MetricDefinition } from '../gql/types.ts';
import { nameQuestions } from '../panels/name-question.ts';
import { usePageQuery } from '../panels/page-query.ts';
import type { Address } from '../state/address.ts';
import { writeAddress } from '../state/address.ts';
import { useSearchChange } from '../state/links.tsx';

interface QueryChoiceProps {
  readonly address: Address;
  readonly catalogue: readonly MetricDefinition[];
}

/** Which of a panel's questions is explained, where it asks several. */
export function QueryChoice({ address, catalogue }: QueryChoiceProps): ReactNode {
  const { questions } = usePageQuery();
  const change = useSearchChange();
  const own = nameQuestions(
    questions.filter(({ panel }) => panel === address.panel),
    catalogue,
  );
  if (own.length < 2) return null;
  return (
    <div className="query-choice">
      <Choice
        name="of"
        className="btn caret"
        options={own.map(({ key, name }) => ({ value: key, label: name }))}
        value={address.question}
        onChoose={(question) => change({ cell: writeAddress({ ...address, question }), tab: 'query' })}
      />
      <small className="dim">{own.length} questions of this panel</small>
    </div>
  );
}
