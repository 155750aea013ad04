/** A region of the market: a branch of the territory tree below China. */
export interface Region {
  readonly code: string
  readonly zh: string
  readonly en: string
}

export const regions = [
  { code: 'EAST', zh: '华东区', en: 'East China' },
  { code: 'NORTH', zh: '华北区', en: 'North China' },
  { code: 'SOUTH', zh: '华南区', en: 'South China' },
  { code: 'CENTRAL', zh: '华中区', en: 'Central China' },
  { code: 'SOUTHWEST', zh: '西南区', en: 'Southwest China' },
  { code: 'NORTHWEST', zh: '西北区', en: 'Northwest China' },
  { code: 'NORTHEAST', zh: '东北区', en: 'Northeast China' },
] as const satisfies readonly Region[]

export type RegionCode = (typeof regions)[number]['code']

/** A city with the letters of its number plates and how much of the market it is. */
export interface City {
  readonly zh: string
  readonly en: string
  /** ISO 3166-2:CN without the country. */
  readonly provinceCode: string
  readonly province: string
  readonly provinceEn: string
  readonly region: RegionCode
  readonly plate: string
  readonly postalPrefix: string
  readonly districts: readonly string[]
  readonly weight: number
}

type Line = readonly [
  city: string,
  province: string,
  region: RegionCode,
  plate: string,
  postal: string,
  weight: number,
  districts: string,
]

const lines: readonly Line[] = [
  [
    '上海 Shanghai',
    'SH 上海市 Shanghai',
    'EAST',
    '沪A',
    '20',
    14,
    '浦东新区 徐汇区 静安区 长宁区 闵行区 杨浦区 嘉定区',
  ],
  ['北京 Beijing', 'BJ 北京市 Beijing', 'NORTH', '京A', '10', 11, '朝阳区 海淀区 东城区 西城区 丰台区 大兴区'],
  ['广州 Guangzhou', 'GD 广东省 Guangdong', 'SOUTH', '粤A', '51', 8, '天河区 越秀区 海珠区 白云区 番禺区'],
  ['深圳 Shenzhen', 'GD 广东省 Guangdong', 'SOUTH', '粤B', '518', 9, '南山区 福田区 罗湖区 宝安区 龙岗区'],
  ['杭州 Hangzhou', 'ZJ 浙江省 Zhejiang', 'EAST', '浙A', '31', 7, '西湖区 上城区 拱墅区 滨江区 余杭区'],
  ['南京 Nanjing', 'JS 江苏省 Jiangsu', 'EAST', '苏A', '21', 6, '鼓楼区 玄武区 建邺区 江宁区 栖霞区'],
  ['苏州 Suzhou', 'JS 江苏省 Jiangsu', 'EAST', '苏E', '215', 6, '姑苏区 吴中区 相城区 虎丘区 吴江区'],
  ['成都 Chengdu', 'SC 四川省 Sichuan', 'SOUTHWEST', '川A', '61', 8, '锦江区 青羊区 武侯区 成华区 双流区'],
  ['武汉 Wuhan', 'HB 湖北省 Hubei', 'CENTRAL', '鄂A', '43', 6, '武昌区 江汉区 洪山区 汉阳区 江岸区'],
  ['西安 Xi’an', 'SN 陕西省 Shaanxi', 'NORTHWEST', '陕A', '71', 5, '雁塔区 碑林区 莲湖区 未央区 长安区'],
  ['沈阳 Shenyang', 'LN 辽宁省 Liaoning', 'NORTHEAST', '辽A', '11', 4, '和平区 沈河区 铁西区 浑南区 皇姑区'],
  ['重庆 Chongqing', 'CQ 重庆市 Chongqing', 'SOUTHWEST', '渝A', '40', 6, '渝中区 江北区 南岸区 渝北区 沙坪坝区'],
  ['天津 Tianjin', 'TJ 天津市 Tianjin', 'NORTH', '津A', '30', 5, '和平区 河西区 南开区 滨海新区 河东区'],
  ['青岛 Qingdao', 'SD 山东省 Shandong', 'EAST', '鲁B', '266', 4, '市南区 市北区 崂山区 黄岛区'],
  ['济南 Jinan', 'SD 山东省 Shandong', 'EAST', '鲁A', '25', 4, '历下区 市中区 槐荫区 历城区'],
  ['郑州 Zhengzhou', 'HA 河南省 Henan', 'CENTRAL', '豫A', '45', 5, '金水区 中原区 二七区 管城回族区 惠济区'],
  ['长沙 Changsha', 'HN 湖南省 Hunan', 'CENTRAL', '湘A', '41', 5, '岳麓区 芙蓉区 天心区 雨花区 开福区'],
  ['宁波 Ningbo', 'ZJ 浙江省 Zhejiang', 'EAST', '浙B', '315', 4, '海曙区 鄞州区 江北区 镇海区'],
  ['无锡 Wuxi', 'JS 江苏省 Jiangsu', 'EAST', '苏B', '214', 4, '梁溪区 滨湖区 新吴区 锡山区'],
  ['东莞 Dongguan', 'GD 广东省 Guangdong', 'SOUTH', '粤S', '523', 4, '南城街道 东城街道 莞城街道 虎门镇'],
  ['佛山 Foshan', 'GD 广东省 Guangdong', 'SOUTH', '粤E', '528', 3, '禅城区 南海区 顺德区'],
  ['合肥 Hefei', 'AH 安徽省 Anhui', 'EAST', '皖A', '23', 4, '蜀山区 庐阳区 包河区 瑶海区'],
  ['福州 Fuzhou', 'FJ 福建省 Fujian', 'EAST', '闽A', '35', 3, '鼓楼区 台江区 仓山区 晋安区'],
  ['厦门 Xiamen', 'FJ 福建省 Fujian', 'EAST', '闽D', '361', 3, '思明区 湖里区 集美区 海沧区'],
  ['温州 Wenzhou', 'ZJ 浙江省 Zhejiang', 'EAST', '浙C', '325', 3, '鹿城区 瓯海区 龙湾区'],
  ['大连 Dalian', 'LN 辽宁省 Liaoning', 'NORTHEAST', '辽B', '116', 3, '中山区 西岗区 沙河口区 甘井子区'],
  ['长春 Changchun', 'JL 吉林省 Jilin', 'NORTHEAST', '吉A', '13', 3, '朝阳区 南关区 宽城区 绿园区'],
  ['哈尔滨 Harbin', 'HL 黑龙江省 Heilongjiang', 'NORTHEAST', '黑A', '15', 3, '南岗区 道里区 香坊区 松北区'],
  ['石家庄 Shijiazhuang', 'HE 河北省 Hebei', 'NORTH', '冀A', '05', 3, '长安区 裕华区 桥西区 新华区'],
  ['太原 Taiyuan', 'SX 山西省 Shanxi', 'NORTH', '晋A', '03', 3, '小店区 迎泽区 杏花岭区 万柏林区'],
  ['昆明 Kunming', 'YN 云南省 Yunnan', 'SOUTHWEST', '云A', '65', 3, '五华区 盘龙区 官渡区 西山区'],
  ['贵阳 Guiyang', 'GZ 贵州省 Guizhou', 'SOUTHWEST', '贵A', '55', 2, '南明区 云岩区 观山湖区'],
  ['南宁 Nanning', 'GX 广西壮族自治区 Guangxi', 'SOUTH', '桂A', '53', 2, '青秀区 兴宁区 西乡塘区'],
  ['南昌 Nanchang', 'JX 江西省 Jiangxi', 'CENTRAL', '赣A', '33', 2, '东湖区 西湖区 红谷滩区'],
  ['海口 Haikou', 'HI 海南省 Hainan', 'SOUTH', '琼A', '57', 1, '龙华区 美兰区 秀英区'],
  ['兰州 Lanzhou', 'GS 甘肃省 Gansu', 'NORTHWEST', '甘A', '73', 2, '城关区 七里河区 安宁区'],
  ['乌鲁木齐 Urumqi', 'XJ 新疆维吾尔自治区 Xinjiang', 'NORTHWEST', '新A', '83', 2, '天山区 沙依巴克区 水磨沟区'],
  ['银川 Yinchuan', 'NX 宁夏回族自治区 Ningxia', 'NORTHWEST', '宁A', '75', 1, '兴庆区 金凤区 西夏区'],
  ['西宁 Xining', 'QH 青海省 Qinghai', 'NORTHWEST', '青A', '81', 1, '城中区 城西区 城北区'],
  ['呼和浩特 Hohhot', 'NM 内蒙古自治区 Inner Mongolia', 'NORTH', '蒙A', '01', 1, '新城区 赛罕区 回民区'],
]

/** Splits "a b c" into its first words and the rest. */
function words(text: string, count: number): string[] {
  const parts = text.split(' ')
  return [...parts.slice(0, count), parts.slice(count).join(' ')]
}

/** The cities in which the dealers are, the largest markets first. */
export const cities: readonly City[] = lines.map(([city, province, region, plate, postalPrefix, weight, districts]) => {
  const [zh = '', en = ''] = words(city, 1)
  const [provinceCode = '', provinceZh = '', provinceEn = ''] = words(province, 2)
  return {
    zh,
    en,
    provinceCode,
    province: provinceZh,
    provinceEn,
    region,
    plate,
    postalPrefix,
    districts: districts.split(' '),
    weight,
  }
})
