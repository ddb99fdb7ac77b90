import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Who is looking.' })
export class Viewer {
  @Field(() => String, { description: 'owner, lead, trust_safety, finance or admin.' })
  readonly role!: string;

  @Field(() => String, { nullable: true, description: 'Null where nobody is asked who they are.' })
  readonly name!: string | null;
}
