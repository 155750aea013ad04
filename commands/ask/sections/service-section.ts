import { block, indented, paragraphs } from '../block.ts'
import { dayOf, kmOf, priceOf, wordsOf, type Setting } from '../setting.ts'
import type { ServiceOrder, Story } from '../story.ts'
import { table } from '../table.ts'
import { wrap } from '../text-width.ts'

/** The warranty, and every stay in a workshop with its place, its reason and its work. */
export function serviceSection({ warranty, serviceOrders }: Story, setting: Setting): string[] {
  return paragraphs(
    warranty === null ? [] : [warrantyLine(warranty, setting)],
    block(serviceOrders?.nodes, setting, {
      none: 'No workshop has seen it.',
      lines: orders => paragraphs(...orders.toReversed().map(order => orderLines(order, setting))),
    }),
  )
}

function warrantyLine(warranty: NonNullable<Story['warranty']>, { ink }: Setting): string {
  const { active, endsOn, endsAtKm, lastOdometerKm, reason } = warranty
  if (endsOn === null) return `The warranty begins with the delivery and ends at ${kmOf(endsAtKm)}.`
  const seen = lastOdometerKm === null ? '' : `; last read ${kmOf(lastOdometerKm)}`
  return active
    ? `${ink('green', 'Under warranty')} until ${endsOn} or ${kmOf(endsAtKm)}${seen}.`
    : `Out of warranty (${wordsOf(reason)}): it ran until ${endsOn} or ${kmOf(endsAtKm)}${seen}.`
}

function orderLines(order: ServiceOrder, setting: Setting): string[] {
  const { station, inAt, outAt, odometerKm, payType, price, complaint, cause } = order
  const where = [station?.name, station?.dealer?.name, station?.city].filter(part => part != null)
  const head = [
    setting.ink('bold', dayOf(inAt, setting)),
    ...(outAt === null ? [setting.ink('yellow', 'in the workshop')] : []),
    kmOf(odometerKm),
    [...new Set(where)].join(', '),
    price === null || outAt === null ? '' : `${priceOf(price)} (${wordsOf(payType)})`,
  ]
  return [
    head.filter(part => part !== '').join('  '),
    ...indented([
      ...said('Complaint', complaint, setting),
      ...said('Cause', cause, setting),
      ...table([...workRows(order), ...partRows(order)]),
    ]),
  ]
}

const workRows = ({ operations }: ServiceOrder): string[][] =>
  (operations ?? []).map(({ code, description, labourHours }) => [code, description, `${Number(labourHours)} h`])

const partRows = ({ parts }: ServiceOrder): string[][] =>
  (parts ?? []).map(({ number, name, quantity, faultCode }) => [
    number,
    name,
    `× ${Number(quantity)}`,
    faultCode === null ? '' : `fault ${faultCode}`,
  ])

function said(title: string, text: string | null, { width }: Setting): string[] {
  if (text === null || text === '') return []
  const [first = '', ...rest] = wrap(text, width - title.length - 8)
  return [`${title}: ${first}`, ...indented(rest, title.length + 2)]
}
