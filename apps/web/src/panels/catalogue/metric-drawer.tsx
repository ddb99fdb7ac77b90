import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { DefinitionTab } from '../../drawer/definition-tab.tsx';
import { DrawerFrame } from '../../drawer/drawer-frame.tsx';
import { QueryTab } from '../../drawer/query-tab.tsx';
import { targetsDocument } from '../../gql/inventory-documents.ts';
import { SearchLink } from '../../state/links.tsx';
import { words } from '../../words.ts';
import type { BehindProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import { targetsOf, wholeQuestion } from './prepare.ts';
import { TargetList } from './target-list.tsx';

/** One definition whole, and the statement it is compiled to for this database. */
export default function MetricDrawer({ spec, address, context }: BehindProps<'CatalogueSpec'>): ReactNode {
  const definition = definitionOf(context.catalogue, address.question);
  const [{ data }] = useQuery({ query: targetsDocument, variables: {} });
  if (!definition) {
    return (
      <DrawerFrame title="No such metric" crumb={spec.title} toTabs={false}>
        <p className="gone">
          There is no metric <code>{address.question}</code>.{' '}
          <SearchLink change={{ cell: undefined, tab: undefined }}>{words.close}</SearchLink>
        </p>
      </DrawerFrame>
    );
  }
  const targets = data ? targetsOf(definition, data.targets) : null;
  return (
    <DrawerFrame title={definition.title} crumb={spec.title} toTabs={false}>
      <div className="whole-definition">
        <DefinitionTab
          definition={definition}
          catalogue={context.catalogue}
          {...(targets ? { target: <TargetList targets={targets} unit={definition.unit} dated /> } : {})}
        />
      </div>
      <QueryTab key={definition.id} input={wholeQuestion(definition)} />
    </DrawerFrame>
  );
}
