import type { Random } from './random.ts'

/** What a person is called, in the order and script of his language. */
export interface PersonName {
  readonly family: string
  readonly given: string
  /** As it is written in one line: 王小明, Anna Müller. */
  readonly full: string
  readonly locale: 'zh-CN' | 'en-GB' | 'de-DE'
  readonly gender: 'F' | 'M'
}

/** The commonest family names with their share of the people in per mille. */
const families: readonly (readonly [string, number])[] =
  (
    '王 72 李 72 张 68 刘 54 陈 45 杨 31 黄 22 赵 21 吴 20 周 20 徐 15 孙 15 马 13 朱 12 胡 12 郭 12 何 11 林 11 高 10 罗 10 ' +
    '郑 9 梁 8 谢 8 宋 8 唐 7 许 7 韩 7 邓 6 冯 6 曹 6 彭 6 曾 6 肖 6 田 5 董 5 潘 5 袁 5 蔡 5 蒋 5 余 5 于 4 杜 4 叶 4 程 4 ' +
    '魏 4 苏 4 吕 4 丁 4 任 4 卢 4 姚 4 沈 4 钟 3 姜 3 崔 3 谭 3 陆 3 范 3 汪 3 廖 3 石 3 金 3 韦 3 贾 3 夏 3 付 3 方 3 欧阳 1 司马 1 上官 1'
  )
    .match(/\S+ \d+/g)
    ?.map(entry => {
      const [name = '', share = '0'] = entry.split(' ')
      return [name, Number(share)] as const
    }) ?? []

const female =
  '静 敏 丽 艳 娟 霞 芳 玲 雪 梅 慧 颖 倩 婷 琳 洁 莉 欣怡 梓涵 雨桐 思琪 诗涵 佳怡 晓燕 玉兰 淑华 秀英 桂英 雅婷 梦瑶 若曦 嘉宁 子萱 海燕 文静 丹丹 晨曦 语嫣 书瑶 可心'.split(
    ' ',
  )
const male =
  '伟 强 磊 军 勇 杰 涛 超 明 刚 平 辉 鹏 波 斌 浩 宇 凯 峰 旭 建国 建华 志强 志伟 国强 文博 子轩 浩然 俊杰 宇航 梓豪 天佑 博文 家豪 晓东 海涛 振华 明哲 立新 永强 思远 一鸣 泽宇 嘉诚'.split(
    ' ',
  )

const english = {
  family: 'Smith Jones Taylor Brown Wilson Evans Thomas Johnson Walker White Hughes Green Clarke Hall Bennett'.split(
    ' ',
  ),
  F: 'Emily Sarah Charlotte Rachel Olivia Hannah Laura Grace Alice'.split(' '),
  M: 'James Daniel Oliver Thomas Andrew Peter Matthew Simon George'.split(' '),
}
const german = {
  family: 'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Krüger Lange'.split(' '),
  F: 'Anna Julia Katharina Sabine Claudia Lena Sophie Birgit'.split(' '),
  M: 'Thomas Michael Andreas Stefan Markus Jürgen Lukas Felix'.split(' '),
}

/** A person's name: most are Chinese, some English or German, as expatriates drive. */
export function personName(random: Random): PersonName {
  const gender = random.chance(0.42) ? 'F' : 'M'
  const origin = random.next()
  if (origin < 0.955) return chineseName(random, gender)
  const [names, locale] = origin < 0.98 ? ([english, 'en-GB'] as const) : ([german, 'de-DE'] as const)
  const family = random.pick(names.family)
  const given = random.pick(names[gender])
  return { family, given, full: `${given} ${family}`, locale, gender }
}

export function chineseName(random: Random, gender: 'F' | 'M'): PersonName {
  const family = random.weighted(families)
  const given = random.pick(gender === 'F' ? female : male)
  return { family, given, full: `${family}${given}`, locale: 'zh-CN', gender }
}
