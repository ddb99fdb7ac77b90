import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class Health {
  @Field(() => String)
  readonly status!: string;

  @Field(() => String)
  readonly engine!: string;

  @Field(() => String)
  readonly version!: string;

  @Field(() => Boolean, { description: 'True for the built-in sample workspace.' })
  readonly sample!: boolean;

  @Field(() => String, { description: 'IANA name of the zone in which days begin.' })
  readonly zone!: string;
}
