/**
 * Titles, dates, issuing bodies, numbers and places: found where a document states them, and empty where it does not. A
 * date or a place that is only mentioned is not the document's.
 */
import { describe, expect, it } from 'vitest';
import { only, parseText } from './parsed.ts';

interface Stated {
  title: string;
  publishedOn?: string;
  publisher?: string;
  documentNumber?: string;
  byline?: string;
  places?: string[];
}

const BODY = '各单位要高度重视，认真抓好落实，确保按时完成各项任务。';
const TEXT = '山区种什么、怎么卖，一直是群众最关心的事。经过三年努力，家家户户都有了稳定的收入。';

const CASES: [name: string, lines: string[], stated: Stated][] = [
  [
    'a notice with red head, number and signature',
    [
      '天等县人民政府办公室文件',
      '天政办发〔2018〕12号',
      '天等县人民政府办公室关于做好春耕生产的通知',
      '各乡镇人民政府：',
      BODY,
      '天等县人民政府办公室',
      '2018年3月1日',
    ],
    {
      title: '天等县人民政府办公室关于做好春耕生产的通知',
      documentNumber: '天政办发〔2018〕12号',
      publisher: '天等县人民政府办公室',
      publishedOn: '2018-03-01',
      places: ['天等县'],
    },
  ],
  [
    'a title of three lines',
    [
      '某市扶贫开发领导小组文件',
      '某扶领发〔2018〕3号',
      '某市扶贫开发领导小组',
      '关于印发2018年度脱贫攻坚',
      '工作要点的通知',
      '各县（区）人民政府，市直各部门：',
      BODY,
    ],
    {
      title: '某市扶贫开发领导小组关于印发2018年度脱贫攻坚工作要点的通知',
      documentNumber: '某扶领发〔2018〕3号',
      publisher: '某市扶贫开发领导小组',
    },
  ],
  [
    'a date in Chinese numerals, letter by letter',
    [
      '某县扶贫开发办公室关于开展核查的通知',
      '各乡镇：',
      BODY,
      '某县扶贫开发办公室',
      '二 〇 一 八 年 十 一 月 三 十 日',
    ],
    {
      title: '某县扶贫开发办公室关于开展核查的通知',
      publisher: '某县扶贫开发办公室',
      publishedOn: '2018-11-30',
    },
  ],
  [
    'a number in square brackets of ASCII and a signer beside it',
    [
      '某县教育局文件',
      '某教字[2019]7号    签发人：李某某',
      '关于做好控辍保学工作的报告',
      '县人民政府：',
      BODY,
      '某县教育局',
      '2019年9月2日',
    ],
    {
      title: '关于做好控辍保学工作的报告',
      documentNumber: '某教字[2019]7号',
      publisher: '某县教育局',
      publishedOn: '2019-09-02',
    },
  ],
  [
    'a letter: the body alone above its number',
    [
      '凤山县人民政府',
      '凤政函（2019）45号',
      '凤山县人民政府关于同意设立产业园的批复',
      '县农业农村局：',
      BODY,
      '凤山县人民政府',
      '2019年6月18日',
    ],
    {
      title: '凤山县人民政府关于同意设立产业园的批复',
      documentNumber: '凤政函（2019）45号',
      publisher: '凤山县人民政府',
      publishedOn: '2019-06-18',
      places: ['凤山县'],
    },
  ],
  [
    'bodies that sign together',
    ['关于加强驻村工作的意见', '各乡镇党委：', BODY, '中共某县委组织部', '某县扶贫开发办公室', '2018年5月4日'],
    {
      title: '关于加强驻村工作的意见',
      publisher: '中共某县委组织部 某县扶贫开发办公室',
      publishedOn: '2018-05-04',
    },
  ],
  [
    'the imprint’s date where no signature has one',
    [
      '某县人民政府办公室文件',
      '某政办〔2017〕9号',
      '关于调整领导小组的通知',
      '各乡镇：',
      BODY,
      '抄送：县委办公室。',
      '某县人民政府办公室 2017年4月6日印发',
    ],
    {
      title: '关于调整领导小组的通知',
      documentNumber: '某政办〔2017〕9号',
      publisher: '某县人民政府办公室',
      publishedOn: '2017-04-06',
    },
  ],
  [
    'minutes of a meeting',
    [
      '某县人民政府专题会议纪要',
      '〔2018〕15号',
      '某县人民政府办公室    2018年3月5日',
      '3月2日下午，县长主持召开会议，研究搬迁工作。',
      '一、关于进度。会议要求加快进度。',
    ],
    {
      title: '某县人民政府专题会议纪要',
      documentNumber: '〔2018〕15号',
      publisher: '某县人民政府办公室',
      publishedOn: '2018-03-05',
    },
  ],
  [
    'the labels of a web page',
    [
      '索引号：000014349/2018-00012    发文机关：天等县人民政府',
      '成文日期：2018年03月01日    发文字号：天政发〔2018〕2号',
      '天等县人民政府关于表彰先进的决定',
      BODY,
      BODY,
    ],
    {
      title: '天等县人民政府关于表彰先进的决定',
      documentNumber: '天政发〔2018〕2号',
      publisher: '天等县人民政府',
      publishedOn: '2018-03-01',
      places: ['天等县'],
    },
  ],
  [
    'labels below a title',
    ['石山地里种出致富果', '发布时间：2019-08-20 来源：某市日报 作者：张某', TEXT],
    { title: '石山地里种出致富果', publishedOn: '2019-08-20', publisher: '某市日报', byline: '张某' },
  ],
  [
    'a title that goes on behind its kind',
    ['关于转发《某市产业扶贫实施方案》', '的通知', '各乡镇：', BODY],
    { title: '关于转发《某市产业扶贫实施方案》的通知' },
  ],
  [
    'a title with 试行 on a line of its own',
    ['某县扶贫资金管理办法', '（试行）', '第一章 总则', '第一条 为规范管理，制定本办法。'],
    { title: '某县扶贫资金管理办法（试行）' },
  ],
  [
    'a report that was spoken',
    ['政府工作报告', '——2018年2月5日在天等县第十六届人民代表大会第三次会议上', '天等县县长 张某某', '各位代表：', TEXT],
    { title: '政府工作报告', byline: '天等县县长 张某某', publishedOn: '2018-02-05', places: ['天等县'] },
  ],
  [
    'a summary with office and date under its title',
    ['2018年脱贫攻坚工作总结', '凤山县扶贫开发办公室', '（2018年12月20日）', TEXT, '一、主要做法', TEXT],
    {
      title: '2018年脱贫攻坚工作总结',
      publisher: '凤山县扶贫开发办公室',
      publishedOn: '2018-12-20',
      places: ['凤山县'],
    },
  ],
  [
    'a speech with name and date under its title',
    ['在全县脱贫攻坚推进会上的讲话', '李某某', '（2019年3月15日）', '同志们：', TEXT],
    { title: '在全县脱贫攻坚推进会上的讲话', byline: '李某某', publishedOn: '2019-03-15' },
  ],
  [
    'an essay signed with a date',
    ['山里的路', TEXT, TEXT, '2017年10月1日'],
    { title: '山里的路', publishedOn: '2017-10-01' },
  ],
  [
    'an essay with its author in brackets',
    ['山里的路', TEXT, TEXT, '（作者单位：某县文联）'],
    { title: '山里的路', byline: '作者单位：某县文联' },
  ],
  [
    'a reporter below the title',
    ['石山地里种出致富果', '本报记者 张某某 通讯员 李 某', TEXT],
    { title: '石山地里种出致富果', byline: '本报记者 张某某 通讯员 李 某' },
  ],
  [
    'a reporter below a title of its kind, without white space',
    ['饮水安全工作总结', '本报记者张某某', TEXT],
    { title: '饮水安全工作总结', byline: '本报记者张某某' },
  ],
  [
    'its source at the head and at the foot',
    ['石山地里种出致富果', '来源：某市日报', TEXT, TEXT, '来源：某市日报社'],
    { title: '石山地里种出致富果', publisher: '某市日报' },
  ],
  [
    'labels at the foot',
    [
      ...['石山地里种出致富果', '今年，凤山县种植油茶两万亩。', '来源：某县融媒体中心', '作者：张某某'],
      ...['发布日期：2019年11月26日 09:12', '责任编辑：李某'],
    ],
    {
      title: '石山地里种出致富果',
      publisher: '某县融媒体中心',
      publishedOn: '2019-11-26',
      byline: '张某某',
      places: ['凤山县'],
    },
  ],
  [
    'a signature above labels at the foot',
    ['石山地里种出致富果', TEXT, '某县扶贫办', '2019年11月25日', '来源：某市日报 发布时间：2019-11-26'],
    { title: '石山地里种出致富果', publisher: '某县扶贫办', publishedOn: '2019-11-25' },
  ],
  ['a place in the title', ['天等县燕子村的新产业', TEXT], { title: '天等县燕子村的新产业', places: ['天等县燕子村'] }],
  [
    'a place that the first paragraph is about',
    ['石山变了样', '近年来，凤山县因地制宜，发展核桃产业，群众收入稳步增加。'],
    { title: '石山变了样', places: ['凤山县'] },
  ],
  // What is only mentioned.
  [
    'a date in running text',
    ['石山变了样', '2018年3月1日，村里开了第一次会。', '到2019年5月6日，路修通了。'],
    { title: '石山变了样' },
  ],
  [
    'a date at the end of a sentence',
    [
      '关于做好防汛工作的通知',
      '各乡镇：',
      '请于2018年6月30日前报送方案，逾期不报的予以通报，联系时间截至2018年7月1日。',
    ],
    { title: '关于做好防汛工作的通知' },
  ],
  [
    'a number in running text',
    ['关于贯彻落实文件精神的通知', '各乡镇：', '根据某政发〔2017〕8号文件要求，现就有关事项通知如下。', BODY],
    { title: '关于贯彻落实文件精神的通知' },
  ],
  [
    'a place that was visited',
    ['赴外地考察的体会', '上月，我们一行八人赴兰考县学习考察，收获很大。', '回来以后，大家议论了很久。'],
    { title: '赴外地考察的体会' },
  ],
  [
    'a place in the text of a notice',
    [
      '某市扶贫办文件',
      '某扶办〔2018〕6号',
      '关于学习先进经验的通知',
      '各县（区）扶贫办：',
      '天等县、凤山县的做法值得学习。',
      '某市扶贫办',
      '2018年8月8日',
    ],
    {
      title: '关于学习先进经验的通知',
      documentNumber: '某扶办〔2018〕6号',
      publisher: '某市扶贫办',
      publishedOn: '2018-08-08',
    },
  ],
  [
    'a body in running text',
    ['山里的路', '县交通局派来了工程队。', '县人民政府又拨了款，路终于通了。'],
    { title: '山里的路' },
  ],
  [
    'a month without a day',
    ['关于开展调研的函', '县直各部门：', BODY, '某县政协办公室', '2018年3月'],
    { title: '关于开展调研的函' },
  ],
  ['a day that no calendar has', ['山里的路', TEXT, TEXT, '2018年13月41日'], { title: '山里的路' }],
  [
    'an addressee that no title stands above',
    ['各乡镇人民政府：', '为做好春耕生产，现将有关事项通知如下。', BODY],
    { title: '为做好春耕生产，现将有关事项通知如下' },
  ],
  [
    'a short heading under a title, which is no author',
    ['驻村工作手记', '初到村里', TEXT],
    { title: '驻村工作手记 初到村里' },
  ],
  [
    'labels below the signature of a notice',
    [
      ...['凤山县人民政府关于做好春耕生产的通知', '各乡镇：', BODY, '凤山县人民政府', '2018年3月1日'],
      ...['来源：某市日报', '发布时间：2018-03-02 10:00'],
    ],
    {
      title: '凤山县人民政府关于做好春耕生产的通知',
      publisher: '凤山县人民政府',
      publishedOn: '2018-03-01',
      places: ['凤山县'],
    },
  ],
  [
    'the time of a meeting at its foot',
    ['石山地里种出致富果', TEXT, '时间：2019年11月26日'],
    { title: '石山地里种出致富果' },
  ],
  [
    'thanks at the end of an interview',
    ['把孩子送出大山', '记者：难点在哪里？', '校长：难在外出务工家庭。', '记者：谢谢您'],
    { title: '把孩子送出大山' },
  ],
  [
    'a line that tells of reporters and is no author',
    ['石山地里种出致富果', '优秀记者讲述身边故事', TEXT],
    { title: '石山地里种出致富果 优秀记者讲述身边故事' },
  ],
  ['no title at all', [TEXT, BODY], { title: '山区种什么、怎么卖，一直是群众最关心的事' }],
];

describe('a document with', () => {
  it.each(CASES)('%s', (_, lines, stated) => {
    const { title, publishedOn, publisher, documentNumber, byline, places } = only(parseText(lines.join('\n\n')));
    expect({ title, publishedOn, publisher, documentNumber, byline, places }).toEqual({
      title: stated.title,
      publishedOn: stated.publishedOn ?? null,
      publisher: stated.publisher ?? null,
      documentNumber: stated.documentNumber ?? null,
      byline: stated.byline ?? null,
      places: stated.places ?? [],
    });
  });
});
