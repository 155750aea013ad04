import sql, { type Sql } from 'sql-template-tag'

/**
 * What suppliers said of a plant's parts that they cannot deliver in time, as rows of `part_number`, `day` and `quantity`:
 * so much of what is needed up to the day is not to be had, all answers to the plan together. Of each part the answers to
 * the last plan count that has some, for days that are not over, as long as its supplier is the same.
 */
export const standingRefusals = ({ plantId, today }: { readonly plantId: string; readonly today: string }): Sql => sql`
  select part_number, day, quantity from (
    select part_number, need_on as day,
      sum(line.quantity - confirmed) over (partition by part_number order by need_on) - spare as quantity
    from (
      select plan_id, line, part_number, need_on, line.quantity, spare, supplier_id,
        rank() over (partition by part_number order by released_at desc, plan_id) as age, (
          select coalesce(sum(quantity), 0) from material_portion as portion
          where portion.plan_id = answer.plan_id and portion.line = answer.line and due_on <= need_on) as confirmed
      from material_answer as answer
        join material_line as line using (plan_id, line)
        join material_plan as plan on plan.id = plan_id
      where plan.plant_id = ${plantId} and need_on >= ${today}::date) as line
      join part_supply using (part_number, supplier_id)
    where age = 1) as total
  where quantity > 0`
