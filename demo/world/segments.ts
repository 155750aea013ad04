import { china, type Moment } from './calendar.ts'

/** A kind of customer that marketing speaks to, as an expression over what it knows. */
export interface Segment {
  readonly id: string
  readonly name: string
  readonly purpose: string
  readonly expression: string
  readonly definedAt: Moment
  readonly by: string
}

const by = '蒋文静'

export const segments: readonly Segment[] = [
  {
    id: 'SG-OWNERS',
    name: '在用车主',
    purpose: '有车的个人客户：关怀与提醒',
    expression: 'kind = "PERSON" and cars >= 1',
    definedAt: china('2026-02-02', 10),
    by,
  },
  {
    id: 'SG-LOYAL',
    name: '忠诚客户（增换购）',
    purpose: '买过两台以上新旧车的个人',
    expression: 'kind = "PERSON" and purchases >= 2',
    definedAt: china('2026-02-02', 11),
    by,
  },
  {
    id: 'SG-VALUE',
    name: '高价值客户（价值金字塔顶端）',
    purpose: '一生购车超过八十万元',
    expression: 'spend >= 800000 CNY',
    definedAt: china('2026-02-03', 10),
    by,
  },
  {
    id: 'SG-FLEET',
    name: '大客户与车队',
    purpose: '拥有五台以上车辆的公司',
    expression: 'kind = "ORGANISATION" and cars >= 5',
    definedAt: china('2026-02-03', 11),
    by,
  },
  {
    id: 'SG-QUIET',
    name: '沉默车主',
    purpose: '一年没有到店的车主：唤醒',
    expression: 'cars >= 1 and (last_service < 12 months ago or last_service is unknown)',
    definedAt: china('2026-03-09', 10),
    by,
  },
  {
    id: 'SG-NEW',
    name: '新车主（半年内）',
    purpose: '半年内提车：首保与满意度',
    expression: 'last_sale > 180 days ago',
    definedAt: china('2026-03-09', 11),
    by,
  },
]
