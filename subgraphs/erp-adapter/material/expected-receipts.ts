import sql, { type Sql } from 'sql-template-tag'

export interface ReceiptsAsked {
  readonly plantId: string
  readonly today: string
  /** The first day of which receipts are not asked. */
  readonly toDay: string
}

/**
 * What comes to a plant, as rows of `part_number`, `day` and `quantity`: what is purchased, and what suppliers confirmed of
 * released plans and no purchase names. A confirmation counts until its day is over: by then it is stock, or it is late.
 */
export const expectedReceipts = ({ plantId, today, toDay }: ReceiptsAsked): Sql => sql`
  select part_number, due_on as day, quantity - received as quantity
  from open_purchase
  where plant_id = ${plantId} and not cancelled and received < quantity and due_on < ${toDay}::date
  union all
  select part_number, due_on, portion.quantity
  from material_portion as portion
    join material_line as line using (plan_id, line)
    join material_plan as plan on plan.id = plan_id
  where plan.plant_id = ${plantId} and due_on >= ${today}::date and due_on < ${toDay}::date
    and not exists (
      select from open_purchase as purchase
      where purchase.plan_id = portion.plan_id and purchase.plan_line = portion.line and not cancelled)`
