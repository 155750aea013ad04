import type { Customer } from '../customers.ts'
import type { Dealer } from '../dealers.ts'
import { heroOwnerPhone } from './hero.ts'

/** The people of the stories and where they go. */
export interface Cast {
  /** Ordered the hero and drove it first. */
  readonly chenJing: Customer
  /** Owns the hero. */
  readonly wangLei: Customer
  /** Waits for the car that is to be built next. */
  readonly liuYang: Customer
  readonly shanghai: Dealer
  readonly chengdu: Dealer
}

/** The people of the stories, the same in every world that has a dealer in Shanghai and one in Chengdu. */
export function castFrom(dealers: readonly Dealer[]): Cast {
  const shanghai = dealerIn(dealers, '上海')
  const chengdu = dealerIn(dealers, '成都')
  return {
    shanghai,
    chengdu,
    chenJing: {
      ...commonTo(chengdu),
      id: 'C000001',
      buyer: 'SINGLE',
      person: { family: '陈', given: '静', full: '陈静', locale: 'zh-CN', gender: 'F' },
      displayName: '陈静',
      street: '锦江区东大街288号6幢1203室',
      phone: '+8613908176250',
      email: 'chenjing@mail.example.cn',
      wechat: 'wx_chenjing86',
      birthYear: 1986,
    },
    wangLei: {
      ...commonTo(shanghai),
      id: 'C000002',
      buyer: 'USED',
      person: { family: '王', given: '磊', full: '王磊', locale: 'zh-CN', gender: 'M' },
      displayName: '王磊',
      street: '浦东新区张杨路1518弄12号801室',
      phone: heroOwnerPhone,
      email: 'wanglei@mail.example.cn',
      wechat: 'wx_wanglei79',
      birthYear: 1979,
    },
    liuYang: {
      ...commonTo(shanghai),
      id: 'C000003',
      buyer: 'SINGLE',
      person: { family: '刘', given: '洋', full: '刘洋', locale: 'zh-CN', gender: 'F' },
      displayName: '刘洋',
      street: '徐汇区漕溪北路398号2002室',
      phone: '+8613661834507',
      email: 'liuyang@mail.example.cn',
      wechat: 'wx_liuyang',
      birthYear: 1991,
    },
  }
}

function dealerIn(dealers: readonly Dealer[], city: string): Dealer {
  const dealer = dealers.find(each => each.city.zh === city)
  if (dealer === undefined) throw new Error(`the stories need a dealer in ${city}`)
  return dealer
}

const commonTo = (
  dealer: Dealer,
): Pick<Customer, 'company' | 'city' | 'dealer' | 'consultant' | 'source' | 'duplicateOf'> => ({
  company: null,
  city: dealer.city,
  dealer,
  consultant: dealer.consultants[0] ?? '',
  source: 'dms',
  duplicateOf: null,
})
