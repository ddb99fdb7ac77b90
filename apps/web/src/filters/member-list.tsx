import type { ReactNode } from 'react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { membersDocument } from '../gql/behind-documents.ts';
import type { Member } from '../gql/types.ts';
import { formatCount } from '../number/format.ts';
import { words } from '../words.ts';

interface MemberListProps {
  readonly dimension: string;
  readonly title: string;
  readonly values: readonly (string | null)[];
  readonly onChange: (values: (string | null)[]) => void;
}

const searchFrom = 9;

/** Check boxes with the rows behind each value; a search box once there are many. */
export function MemberList(props: MemberListProps): ReactNode {
  const [{ data, error }] = useQuery({ query: membersDocument, variables: { id: props.dimension } });
  if (error) return <p className="err">The values could not be read.</p>;
  if (!data) return <p className="dim">Loading</p>;
  return <Members {...props} members={data.dimension} />;
}

function Members({
  title,
  values,
  onChange,
  members,
}: MemberListProps & { readonly members: readonly Member[] }): ReactNode {
  const [search, setSearch] = useState('');
  const found = members.filter(({ label }) => label.toLowerCase().includes(search.toLowerCase()));
  const isChosen = ({ value, label }: Member): boolean =>
    values.includes(value) || (value !== null && values.includes(label));
  const toggle = (member: Member): void => {
    const others = values.filter((one) => one !== member.value && one !== member.label);
    onChange(isChosen(member) ? others : [...others, nameOf(member, members)]);
  };
  return (
    <fieldset className="members">
      <legend className="vh">{title}</legend>
      {members.length >= searchFrom && <SearchBox title={title} value={search} onChange={setSearch} />}
      <div className="member-scroll">
        {found.map((member) => (
          <MemberBox
            key={member.value ?? ''}
            member={member}
            checked={isChosen(member)}
            onToggle={() => toggle(member)}
          />
        ))}
        {found.length === 0 && <p className="dim">No such value.</p>}
      </div>
      {values.length > 0 && (
        <button type="button" className="link" onClick={() => onChange([])}>
          All {title.toLowerCase()}s
        </button>
      )}
    </fieldset>
  );
}

interface SearchBoxProps {
  readonly title: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function SearchBox({ title, value, onChange }: SearchBoxProps): ReactNode {
  return (
    <input
      type="search"
      className="search"
      aria-label={`Search ${title}`}
      placeholder="Search"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** What the address bar says: the label, which people can read, unless two values share it. */
function nameOf({ value, label }: Member, members: readonly Member[]): string | null {
  if (value === null) return null;
  return members.filter((member) => member.label === label).length === 1 ? label : value;
}

function MemberBox({
  member,
  checked,
  onToggle,
}: {
  readonly member: Member;
  readonly checked: boolean;
  readonly onToggle: () => void;
}): ReactNode {
  return (
    <label className="member">
      <input type="checkbox" checked={checked} onChange={onToggle} />
      <span className={member.value === null ? 'dim' : undefined}>
        {member.value === null ? words.notKnown : member.label}
      </span>
      <span className="dim num">{formatCount(member.rows)}</span>
    </label>
  );
}
