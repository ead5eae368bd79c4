<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AgreementDialog</name>
    <message>
        <source>Agreement</source>
        <translation>一致度</translation>
    </message>
    <message>
        <source>Count decisions that were carried from another one</source>
        <translation>计入由另一条裁定沿用而来的裁定</translation>
    </message>
    <message>
        <source>Agreement of annotators</source>
        <translation>标注员之间的一致度</translation>
    </message>
    <message>
        <source>Annotators</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>可比较</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Span F1</source>
        <translation>片段 F1</translation>
    </message>
    <message>
        <source>Record F1</source>
        <translation>整条 F1</translation>
    </message>
    <message>
        <source>κ kinds</source>
        <translation>κ 类别</translation>
    </message>
    <message>
        <source>α decisions</source>
        <translation>α 裁定</translation>
    </message>
    <message>
        <source>α spans</source>
        <translation>α 片段</translation>
    </message>
    <message>
        <source>Proposals by source</source>
        <translation>各来源的提议</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>提议</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>已裁定</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>未改动</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Share unchanged</source>
        <translation>未改动占比</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>All reports</source>
        <translation>全部报告</translation>
    </message>
    <message>
        <source>&amp;Annotators</source>
        <translation>标注员(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Sources</source>
        <translation>来源(&amp;S)</translation>
    </message>
    <message>
        <source>Each annotator&apos;s own decisions are compared; decisions that settled a dispute are left out. Compared: the targets that both annotators decided on; where there are few, one of them has read only a part. F1: spans, and records with all attributes, that both have. κ: the kinds of the spans that both have. α: decisions on the same targets, and spans in the text; 1 is perfect agreement, 0 is what chance would give.</source>
        <translation>每位标注员按各自独立的裁定计算，裁决分歧的结果不计入。可比较：两人都裁定过的对象；数量少说明有人只读了一部分。F1：双方共有的片段，以及共有且全部属性相同的整条数据。κ：双方共有片段的类别。α：对同一对象的裁定，以及正文中的片段；1 为完全一致，0 相当于随机一致。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>AnnotatorActions</name>
    <message>
        <source>Others&apos; decisions in this report are hidden from you now</source>
        <translation>这份报告中他人的裁定已对您隐藏</translation>
    </message>
    <message>
        <source>Others&apos; decisions in this report are shown again</source>
        <translation>这份报告中他人的裁定重新显示</translation>
    </message>
</context>
<context>
    <name>CandidateButtons</name>
    <message>
        <source>{number} more</source>
        <translation>另 {number} 个</translation>
    </message>
</context>
<context>
    <name>ChoiceButtons</name>
    <message>
        <source>Label…</source>
        <translation>标签…</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Columns as at first</source>
        <translation>恢复最初的列</translation>
    </message>
    <message>
        <source>Sort ascending</source>
        <translation>升序</translation>
    </message>
    <message>
        <source>Sort descending</source>
        <translation>降序</translation>
    </message>
    <message>
        <source>Filter: {column}…</source>
        <translation>筛选：{column}…</translation>
    </message>
    <message>
        <source>Hide “{column}”</source>
        <translation>隐藏“{column}”</translation>
    </message>
</context>
<context>
    <name>ColumnsDialog</name>
    <message>
        <source>A table of reports</source>
        <translation>报告表</translation>
    </message>
    <message>
        <source>{name}: each row is a report. Which column holds…</source>
        <translation>{name}：每行一篇报告。哪一列是……</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>the text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>… and its continuation</source>
        <translation>……接续列</translation>
    </message>
    <message>
        <source>the title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>the region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>the year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>the name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>the date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>the source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Read the reports</source>
        <translation>读取各行</translation>
    </message>
    <message>
        <source>The first rows come in as:</source>
        <translation>前几行将这样导入：</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>all with reports: {names}</source>
        <translation>所有含报告的工作表：{names}</translation>
    </message>
    <message>
        <source>{name} (hidden)</source>
        <translation>{name}（隐藏）</translation>
    </message>
    <message>
        <source>{name} (no long text)</source>
        <translation>{name}（没有长文本）</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>region, year and title together</source>
        <translation>地区、年份、标题相连</translation>
    </message>
    <message>
        <source>from the text</source>
        <translation>依正文判断</translation>
    </message>
    <message>
        <source>(no text)</source>
        <translation>（没有正文）</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Find a command by its words, initials or key</source>
        <translation>按词语、拼音首字母或按键查找命令</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Nothing that can be done now is found</source>
        <translation>没有找到现在可用的命令</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>↑ ↓: choose · Enter: do it · Esc: close</source>
        <translation>↑ ↓：选择 · Enter：执行 · Esc：关闭</translation>
    </message>
</context>
<context>
    <name>CountingBar</name>
    <message>
        <source>Reports counted</source>
        <translation>已统计的报告</translation>
    </message>
    <message>
        <source>{counted} of {count} read</source>
        <translation>已读{counted}份，共{count}份</translation>
    </message>
</context>
<context>
    <name>DecisionGuard</name>
    <message>
        <source>A report is being opened, so nothing was decided</source>
        <translation>正在打开报告；没有裁定任何数据</translation>
    </message>
    <message>
        <source>The current figure was out of sight and is shown again. Nothing was decided; press the key once more to decide</source>
        <translation>已回到当前数据，尚未裁定；再按一次才裁定</translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>The diagnostics are copied. They contain no name, no path and no Chinese word.</source>
        <translation>诊断信息已复制：其中没有姓名、路径和任何中文词句。</translation>
    </message>
    <message>
        <source>The log is in {folder}</source>
        <translation>运行记录在 {folder}</translation>
    </message>
</context>
<context>
    <name>DisputePane</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>What is said</source>
        <translation>各种说法</translation>
    </message>
    <message>
        <source>Disputes in the panel</source>
        <translation>面板中的分歧</translation>
    </message>
    <message>
        <source>{about}: what holds?</source>
        <translation>{about}：以哪个为准？</translation>
    </message>
    <message>
        <source>Annotators agree on everything that was said in the panel.</source>
        <translation>标注员在面板中的说法都一致。</translation>
    </message>
    <message>
        <source>wording “{words}”</source>
        <translation>措辞“{words}”</translation>
    </message>
    <message>
        <source>indicator {code}</source>
        <translation>指标{code}</translation>
    </message>
    <message>
        <source>cell {cell}</source>
        <translation>单元格{cell}</translation>
    </message>
    <message>
        <source>question: {values}</source>
        <translation>疑问：{values}</translation>
    </message>
    <message>
        <source>none of the indicators</source>
        <translation>不属于任何指标</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>another value</source>
        <translation>另一个值</translation>
    </message>
    <message>
        <source>no choice</source>
        <translation>不选</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Ta&amp;ke the filters away</source>
        <translation>清除筛选(&amp;K)</translation>
    </message>
    <message>
        <source>« &amp;Back</source>
        <translation>« 上一步(&amp;B)</translation>
    </message>
    <message>
        <source>Export figures: how (2 of 2)</source>
        <translation>导出数据：怎样导出（第 2 步，共 2 步）</translation>
    </message>
    <message>
        <source>Export figures: which (1 of 2)</source>
        <translation>导出数据：导出哪些（第 1 步，共 2 步）</translation>
    </message>
    <message>
        <source>Export ⏎</source>
        <translation>导出 ⏎</translation>
    </message>
    <message>
        <source>Next ⏎</source>
        <translation>下一步 ⏎</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>请填写文件名。</translation>
    </message>
    <message>
        <source>No figure is like that. Take a filter away.</source>
        <translation>没有符合条件的数据。请去掉一项筛选。</translation>
    </message>
    <message>
        <source>None of these figures is decided yet. Decide some, or choose undecided proposals, too.</source>
        <translation>这些数据都还没有裁定。请先裁定一些，或选择连同未裁定的提议一起导出。</translation>
    </message>
    <message>
        <source>Export figures</source>
        <translation>导出数据</translation>
    </message>
    <message>
        <source>{name} is there already. Write over it?</source>
        <translation>{name} 已经存在。要覆盖吗？</translation>
    </message>
    <message>
        <source>Write over it</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>{figures} figures of {reports} reports</source>
        <translation>{reports} 份报告，{figures} 条数据</translation>
    </message>
    <message>
        <source>Counting… {done} of {number} reports</source>
        <translation>正在统计…第 {done} 份，共 {number} 份报告</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>How many figures</source>
        <translation>数据条数</translation>
    </message>
</context>
<context>
    <name>FactList</name>
    <message>
        <source>Values of the cell</source>
        <translation>单元格的各个值</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Wording</source>
        <translation>指标措辞</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>原句</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>proposal</source>
        <translation>未确认的提议</translation>
    </message>
    <message>
        <source>stands</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>does not stand</source>
        <translation>未采用</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Completions</source>
        <translation>可选的词</translation>
    </message>
</context>
<context>
    <name>FigureForm</name>
    <message>
        <source>Current figure</source>
        <translation>当前数据</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>否决</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>a year, or 2021/2025</source>
        <translation>年份，或 2021/2025</translation>
    </message>
    <message>
        <source>{name}: ↓ for nearby phrases</source>
        <translation>{name}：↓ 列出附近的词</translation>
    </message>
    <message>
        <source>{name}: a year, or 2021/2025</source>
        <translation>{name}：年份，或 2021/2025</translation>
    </message>
    <message>
        <source>No figure here</source>
        <translation>此处没有数据</translation>
    </message>
    <message>
        <source>confidence {share}</source>
        <translation>把握 {share}</translation>
    </message>
    <message>
        <source>not proposed by any source</source>
        <translation>无人提议</translation>
    </message>
</context>
<context>
    <name>FigureListOverlay</name>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Only this one</source>
        <translation>只这一条</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>← → choose where undecided figures are listed from</source>
        <translation>← → 选择在哪个范围内列出未定的数据</translation>
    </message>
    <message>
        <source>Only figures with more confidence</source>
        <translation>只要把握更大的</translation>
    </message>
    <message>
        <source>Figures with less confidence too</source>
        <translation>把握更小的也要</translation>
    </message>
    <message>
        <source>Figures that will be changed</source>
        <translation>将要处理的数据</translation>
    </message>
    <message>
        <source>{taken} of {listed}</source>
        <translation>{listed} 条中的 {taken} 条</translation>
    </message>
    <message>
        <source>confidence ≥ {least}</source>
        <translation>把握 ≥ {least}</translation>
    </message>
    <message>
        <source>Include</source>
        <translation>算上</translation>
    </message>
    <message>
        <source>{count} decided in one step. Press U to undo.</source>
        <translation>一步处理了 {count} 条，按 U 撤销</translation>
    </message>
</context>
<context>
    <name>FigureTable</name>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>{shown} of {all}</source>
        <translation>{all} 条中的 {shown} 条</translation>
    </message>
    <message>
        <source>The figures of the report you open are listed here.</source>
        <translation>打开报告后，其中的数据列在这里。</translation>
    </message>
    <message>
        <source>The figures are being found…</source>
        <translation>正在查找数据…</translation>
    </message>
    <message>
        <source>No figure was found in this report. Select one in the text and press N to add it.</source>
        <translation>本报告中没有找到数据。在正文中选中一条数据，按 N 添加。</translation>
    </message>
    <message>
        <source>No figure contains these words. Look for others, or leave the find bar with Esc.</source>
        <translation>没有数据含有这些字。请换别的字查找，或按 Esc 离开查找栏。</translation>
    </message>
    <message>
        <source>No figure matches the filter. Choose “Show all” above, or look for other words.</source>
        <translation>没有这样的数据。点上方“全部显示”，或换个词查找。</translation>
    </message>
</context>
<context>
    <name>FigureTableModel</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>裁定时间</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>批注</translation>
    </message>
</context>
<context>
    <name>FileImport</name>
    <message>
        <source>Reading files…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>Read as {encoding}: the text is the same.</source>
        <translation>按{encoding}读取：文字相同。</translation>
    </message>
    <message>
        <source>Read as {encoding}.</source>
        <translation>按{encoding}读取。</translation>
    </message>
    <message>
        <source>Read as {encoding}. If the text looks wrong, read it with another encoding.</source>
        <translation>按{encoding}读取。如文字有误，可换一种编码读取。</translation>
    </message>
    <message>
        <source>No text in row {row}</source>
        <translation>没有正文的行：{row}</translation>
    </message>
    <message>
        <source>{count} things were noticed about the reports. The first: {first}</source>
        <translation>读入的报告有 {count} 处需要留意。第一处：{first}</translation>
    </message>
    <message>
        <source>It is not clear of which region {name} is: {regions}? Say it by Name, region and year.</source>
        <translation>{name} 是哪里的报告还不清楚：{regions}？请用“名称、地区与年份”注明。</translation>
    </message>
    <message>
        <source>It is not clear of which year {name} is: {years}? Say it by Name, region and year.</source>
        <translation>{name} 是哪一年的报告还不清楚：{years}？请用“名称、地区与年份”注明。</translation>
    </message>
    <message>
        <source>The text of {name} is already in the store, together with the decisions on it.</source>
        <translation>{name} 的文字已在标注库中，连同对它的裁定。</translation>
    </message>
    <message>
        <source>The texts of {count} files are already in the store, together with the decisions on them.</source>
        <translation>{count} 个文件的文字已在标注库中，连同对它们的裁定。</translation>
    </message>
    <message>
        <source>{count} problems with files; {came} reports were added. The first problem: {first}</source>
        <translation>读入文件时有{count}处问题，已读入{came}篇。第一处：{first}</translation>
    </message>
</context>
<context>
    <name>FilingPane</name>
    <message>
        <source>What is unclear</source>
        <translation>不清楚的</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Regions and years that are unclear</source>
        <translation>不清楚的地区与年份</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 份</translation>
    </message>
    <message>
        <source>Name, region and year of {title}…</source>
        <translation>{title} 的名称、地区和年份…</translation>
    </message>
    <message>
        <source>Which {name} are these reports of? The answer holds for all of them; the same key again takes it back.</source>
        <translation>这些报告是哪一个{name}的？选定后对它们全部有效；再按同一个键收回。</translation>
    </message>
    <message>
        <source>Of which region or which year it is nothing tells. Its values have no row or column.</source>
        <translation>读不出这份报告的地区或年份，它的值没有行或列可放。</translation>
    </message>
    <message>
        <source>These reports are of one region and year ({name}), and their values share cells. If that is wrong, file one of them otherwise.</source>
        <translation>这几份报告属于同一地区同一年份（{name}），它们的值在同一个单元格里。如果不对，请改正其中一份。</translation>
    </message>
    <message>
        <source>The region and the year of every report are clear.</source>
        <translation>每份报告的地区和年份都清楚。</translation>
    </message>
    <message>
        <source>{name}: {region} ✓</source>
        <translation>{name}：{region} ✓</translation>
    </message>
    <message>
        <source>{name}: which one?</source>
        <translation>{name}：是哪一个？</translation>
    </message>
    <message>
        <source>{name}: no region or no year</source>
        <translation>{name}：没有地区或年份</translation>
    </message>
    <message>
        <source>{name}: several reports</source>
        <translation>{name}：有几份报告</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Words of the indicator</source>
        <translation>指标中的词</translation>
    </message>
    <message>
        <source>Filter by words of the indicator</source>
        <translation>按指标中的词筛选</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>选了 {count} 项</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>no unit</source>
        <translation>无单位</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>not proposed</source>
        <translation>非自动提出</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in text, figures and notes</source>
        <translation>在正文、数据和批注中查找</translation>
    </message>
    <message>
        <source>Filter the table</source>
        <translation>同时筛选表格</translation>
    </message>
    <message>
        <source>In the table, show only the figures that contain these words or stand in a clause that does</source>
        <translation>只显示含有这些字的数据，或所在分句含有这些字的数据</translation>
    </message>
    <message>
        <source>Previous match (Shift+Enter)</source>
        <translation>上一处（Shift+Enter）</translation>
    </message>
    <message>
        <source>Next match (Enter)</source>
        <translation>下一处（Enter）</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Not found in this report</source>
        <translation>本报告中没有</translation>
    </message>
    <message>
        <source>{at} of {all}</source>
        <translation>第 {at} 处，共 {all} 处</translation>
    </message>
</context>
<context>
    <name>Finish</name>
    <message>
        <source>All {count} figures of this report are decided.</source>
        <translation>本报告的 {count} 条数据都已裁定。</translation>
    </message>
    <message>
        <source>The report is done.</source>
        <translation>本报告已完成。</translation>
    </message>
    <message>
        <source>The report is done, and so are all others in the list.</source>
        <translation>本报告已完成，列表中的其他报告也都已完成。</translation>
    </message>
</context>
<context>
    <name>GuidelinePane</name>
    <message>
        <source>Guideline</source>
        <translation>标注准则</translation>
    </message>
    <message>
        <source>Close the guideline</source>
        <translation>关闭标注准则</translation>
    </message>
    <message>
        <source>en.txt</source>
        <translation>zh_CN.txt</translation>
    </message>
</context>
<context>
    <name>HeadingLine</name>
    <message>
        <source>Section</source>
        <translation>所在章节</translation>
    </message>
</context>
<context>
    <name>Headings</name>
    <message>
        <source>Outline</source>
        <translation>提纲</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>今天 {time}</translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Undo back to here</source>
        <translation>撤销到这一步</translation>
    </message>
    <message>
        <source>What you decide on this report is listed here, step by step.</source>
        <translation>您对本报告所作的裁定逐步列在这里。</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>Steps of this report</source>
        <translation>本报告的步骤</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Back to the report</source>
        <translation>返回报告</translation>
    </message>
    <message>
        <source>No store is open</source>
        <translation>没有打开标注库</translation>
    </message>
    <message>
        <source>No report in the list matches.</source>
        <translation>列表中没有相符的报告。</translation>
    </message>
    <message>
        <source>There is no such report.</source>
        <translation>没有这样的报告。</translation>
    </message>
    <message>
        <source>{count} reports</source>
        <translation>{count} 份报告</translation>
    </message>
    <message>
        <source>{decided} of {found} figures decided</source>
        <translation>{found} 条数据已定 {decided} 条</translation>
    </message>
    <message>
        <source>{count} unrecognised numbers</source>
        <translation>未识别的数字 {count} 个</translation>
    </message>
    <message>
        <source>{count} disputed</source>
        <translation>分歧 {count} 处</translation>
    </message>
    <message>
        <source>{count} with a warning</source>
        <translation>带警告 {count} 份</translation>
    </message>
    <message>
        <source>Go on: {title}</source>
        <translation>继续：{title}</translation>
    </message>
    <message>
        <source> – {count} undecided</source>
        <translation>（{count} 条未定）</translation>
    </message>
</context>
<context>
    <name>HowPage</name>
    <message>
        <source>&amp;More formats and options</source>
        <translation>更多格式和选项(&amp;M)</translation>
    </message>
    <message>
        <source>Onl&amp;y figures settled between annotators</source>
        <translation>只要标注员之间已裁定的(&amp;Y)</translation>
    </message>
    <message>
        <source>Include the reports&apos; te&amp;xt</source>
        <translation>带报告原文(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;A codebook beside it</source>
        <translation>旁边另附各列的说明(&amp;A)</translation>
    </message>
    <message>
        <source>Choose w&amp;here…</source>
        <translation>选择位置(&amp;H)…</translation>
    </message>
    <message>
        <source>Of these rows: {notes}</source>
        <translation>这几行中：{notes}</translation>
    </message>
    <message>
        <source>Exported figures (*{ending})</source>
        <translation>导出的数据 (*{ending})</translation>
    </message>
    <message>
        <source>Export figures</source>
        <translation>导出数据</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>One file</source>
        <translation>一个文件</translation>
    </message>
    <message>
        <source>A file for each report</source>
        <translation>每份报告一个文件</translation>
    </message>
    <message>
        <source>Train, dev and test, by report</source>
        <translation>按报告分为训练、开发、测试</translation>
    </message>
    <message>
        <source>Sp&amp;lit</source>
        <translation>分份(&amp;L)</translation>
    </message>
    <message>
        <source>Ra&amp;tio</source>
        <translation>比例(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>随机种子(&amp;S)</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>分份</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>The first &amp;rows, as they will be written</source>
        <translation>开头几行，写出来就是这样(&amp;R)</translation>
    </message>
    <message>
        <source>The first rows, as they will be written</source>
        <translation>开头几行，写出来就是这样</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>文件(&amp;I)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Find a command by its words, initials or key</source>
        <translation>按词语、拼音首字母或按键查找命令</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>No key is found</source>
        <translation>没有找到按键</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Find a command or a key</source>
        <translation>查找命令或键位</translation>
    </message>
    <message>
        <source>&amp;Add a key…</source>
        <translation>添加键位(&amp;A)…</translation>
    </message>
    <message>
        <source>Press the key…</source>
        <translation>请按键…</translation>
    </message>
    <message>
        <source>&amp;Replace the key…</source>
        <translation>改用键位(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Take it from that command</source>
        <translation>从那里移过来(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>不设键位(&amp;N)</translation>
    </message>
    <message>
        <source>Restore &amp;default</source>
        <translation>恢复默认(&amp;D)</translation>
    </message>
    <message>
        <source>Restore a&amp;ll defaults</source>
        <translation>全部恢复默认(&amp;L)</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其键位</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>键位</translation>
    </message>
    <message>
        <source>Default keys</source>
        <translation>默认键位</translation>
    </message>
    <message>
        <source>{key} is already the key of “{other}”.</source>
        <translation>{key} 已用于“{other}”。</translation>
    </message>
    <message>
        <source>The keys were changed.</source>
        <translation>键位已更改。</translation>
    </message>
</context>
<context>
    <name>LabelImports</name>
    <message>
        <source>Importing labels…</source>
        <translation>正在导入标注……</translation>
    </message>
    <message>
        <source>The imported labels were taken back in {number} reports.</source>
        <translation>已在 {number} 份报告中撤回导入的标注。</translation>
    </message>
</context>
<context>
    <name>LabelPalette</name>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Apply the label</source>
        <translation>贴上标签</translation>
    </message>
    <message>
        <source>On top of existing figures</source>
        <translation>贴在已有数据之上</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Label {words}</source>
        <translation>给“{words}”加标签</translation>
    </message>
    <message>
        <source>A click or a label&apos;s key applies the label, with Shift on top of existing figures</source>
        <translation>点一下或按标签的键即贴上；加 Shift 贴在已有数据之上</translation>
    </message>
    <message>
        <source>You have no labels of your own yet. Make one with “Labels…” or Ctrl+I.</source>
        <translation>还没有自定义标签。点“管理标签…”或按 Ctrl+I 新建。</translation>
    </message>
</context>
<context>
    <name>LabelsDialog</name>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>&amp;Save (Enter)</source>
        <translation>保存(&amp;K)（回车）</translation>
    </message>
    <message>
        <source>&amp;Merge into</source>
        <translation>并入(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Retire</source>
        <translation>停用(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Bring back</source>
        <translation>恢复(&amp;B)</translation>
    </message>
    <message>
        <source>Kinds and labels</source>
        <translation>类别与标签</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文名</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文名</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>&amp;Chinese name</source>
        <translation>中文名(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;English name, if any</source>
        <translation>英文名，可不填(&amp;E)</translation>
    </message>
    <message>
        <source>C&amp;olour</source>
        <translation>颜色(&amp;O)</translation>
    </message>
    <message>
        <source>Ke&amp;y: a letter, or 8, 9, 0</source>
        <translation>按键(&amp;Y)：字母，或 8、9、0</translation>
    </message>
    <message>
        <source>Label to merge into</source>
        <translation>并入的标签</translation>
    </message>
    <message>
        <source>built-in kind</source>
        <translation>固有类别</translation>
    </message>
    <message>
        <source>New label</source>
        <translation>新标签</translation>
    </message>
    <message>
        <source>merged into {label}</source>
        <translation>已并入{label}</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已停用</translation>
    </message>
</context>
<context>
    <name>LearntPane</name>
    <message>
        <source>What was learnt from your decisions</source>
        <translation>从您的裁定中学到的</translation>
    </message>
    <message>
        <source>What was learnt</source>
        <translation>已学到的</translation>
    </message>
    <message>
        <source>Close what was learnt</source>
        <translation>关闭已学到的</translation>
    </message>
    <message>
        <source>This report is read blind: nothing that was learnt is used.</source>
        <translation>本报告为盲读：已学到的一律不用。</translation>
    </message>
    <message>
        <source>Nothing yet. What you correct in the same way several times is listed here.</source>
        <translation>暂无。您多次作同样改正的，会列在这里。</translation>
    </message>
    <message>
        <source>Space or a click on the tick: use it, or use it no more</source>
        <translation>空格键或点按勾选框：启用或停用</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>“{words}” is no figure</source>
        <translation>“{words}”不是数据</translation>
    </message>
    <message>
        <source>unit of “{words}” → {unit}</source>
        <translation>“{words}”的单位 → {unit}</translation>
    </message>
    <message>
        <source>{decisions} decisions · confirmed {confirmed} · against {contradicted} · here {here}</source>
        <translation>裁定 {decisions} 条 · 采纳 {confirmed} · 相反 {contradicted} · 本报告 {here}</translation>
    </message>
    <message>
        <source>rejected: {words}</source>
        <translation>否决：{words}</translation>
    </message>
    <message>
        <source>Enter or a click: go to this decision</source>
        <translation>回车键或点按：转到这条裁定</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Legend of colours and marks</source>
        <translation>颜色和记号图例</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>States</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>In the text</source>
        <translation>正文里</translation>
    </message>
    <message>
        <source>In the table</source>
        <translation>表格里</translation>
    </message>
    <message>
        <source>In the list of reports</source>
        <translation>报告列表里</translation>
    </message>
    <message>
        <source>In the panel</source>
        <translation>面板里</translation>
    </message>
    <message>
        <source>an amount: 638.5亿元, 25个</source>
        <translation>数量：638.5亿元、25个</translation>
    </message>
    <message>
        <source>a share or a rate: 67.8%</source>
        <translation>比重或比率：67.8%</translation>
    </message>
    <message>
        <source>how much more or less than before, in percent: 增长5.4%</source>
        <translation>比以前多或少百分之几：增长5.4%</translation>
    </message>
    <message>
        <source>how much more or less, in a unit: 提高1.2个百分点</source>
        <translation>增减多少，带单位：提高1.2个百分点</translation>
    </message>
    <message>
        <source>a place: 居全市第一</source>
        <translation>名次：居全市第一</translation>
    </message>
    <message>
        <source>how many times: 是2020年的1.8倍</source>
        <translation>多少倍：是2020年的1.8倍</translation>
    </message>
    <message>
        <source>parts of a whole: 3:5:2</source>
        <translation>各部分之比：3:5:2</translation>
    </message>
    <message>
        <source>a broken line below</source>
        <translation>下面一条虚线</translation>
    </message>
    <message>
        <source>a solid line below</source>
        <translation>下面一条实线</translation>
    </message>
    <message>
        <source>a wavy line below: confirmed otherwise than it was read</source>
        <translation>下面一条波浪线：确认的与读出的不同</translation>
    </message>
    <message>
        <source>a line below and one above: nobody had proposed it</source>
        <translation>上下各一条线：原来没有提议</translation>
    </message>
    <message>
        <source>struck through: no figure</source>
        <translation>划去：不是数据</translation>
    </message>
    <message>
        <source>The figure under decision</source>
        <translation>正在裁定的数据</translation>
    </message>
    <message>
        <source>Words that decided what the form shows: a dotted line below</source>
        <translation>决定表单内容的词：下面一条点线</translation>
    </message>
    <message>
        <source>The figure under the mouse, or selected in the table</source>
        <translation>鼠标所指或表格中选中的数据</translation>
    </message>
    <message>
        <source>An unrecognised number: a faint dotted line below</source>
        <translation>未识别的数字：下面一条淡点线</translation>
    </message>
    <message>
        <source>A figure that only others have: a faint line of dashes and dots</source>
        <translation>只有别人有的数据：一条淡点划线</translation>
    </message>
    <message>
        <source>Found words</source>
        <translation>查找到的词</translation>
    </message>
    <message>
        <source>The found words gone to: a line below</source>
        <translation>查找所到的那一处：下面有线</translation>
    </message>
    <message>
        <source>Grey: what the page had around the report; no key stops there</source>
        <translation>灰色：网页上报告以外的内容，走查不停</translation>
    </message>
    <message>
        <source>A corner: the figure has a flag or a note</source>
        <translation>小角：有标记或批注</translation>
    </message>
    <message>
        <source>A zigzag: the figure does not add up with others</source>
        <translation>锯齿线：与别的数据对不上</translation>
    </message>
    <message>
        <source>A line further below: the figure lies over another one</source>
        <translation>更低的一条线：这条数据叠在另一条之上</translation>
    </message>
    <message>
        <source>A ring: nothing is decided yet</source>
        <translation>圆环：还没有裁定</translation>
    </message>
    <message>
        <source>A ring that fills: so much is decided</source>
        <translation>圆环逐渐填满：已裁定这么多</translation>
    </message>
    <message>
        <source>A full disc: nothing is left</source>
        <translation>实心圆：全部已定</translation>
    </message>
    <message>
        <source>A tick: the report is marked as done</source>
        <translation>勾：报告已标为完成</translation>
    </message>
    <message>
        <source>A ring of dots: not counted yet</source>
        <translation>点线圆环：尚未统计</translation>
    </message>
    <message>
        <source>A triangle: something about the report is strange; the tool tip says what</source>
        <translation>三角：报告有异常，提示里写明是什么</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Slanted and grey: a proposal that nobody has confirmed</source>
        <translation>灰色斜体：还没有人确认的提议</translation>
    </message>
    <message>
        <source>A sign before it: the bound (≥ at least, ≤ at most, ≈ about)</source>
        <translation>前面的符号：界限（≥ 不少于，≤ 不超过，≈ 约）</translation>
    </message>
    <message>
        <source>A number and a corner: so many different values are told</source>
        <translation>数字和小角：有这么多个不同的值</translation>
    </message>
    <message>
        <source>A filled corner: a later report has another value</source>
        <translation>实心角：后来的报告另有一个值</translation>
    </message>
    <message>
        <source>Hatched: there is no report of that year</source>
        <translation>斜线：没有那一年的报告</translation>
    </message>
    <message>
        <source>Dots: the report is not read to the end</source>
        <translation>省略号：报告没有看完</translation>
    </message>
    <message>
        <source>A dash: no report says it</source>
        <translation>短横：报告中没有</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>The report is done. {unread} unrecognised numbers are left; press L to go to them.</source>
        <translation>已完成；还有 {unread} 个数字未读，按 L 前往。</translation>
    </message>
    <message>
        <source>{title} is back in the list.</source>
        <translation>{title} 已恢复到列表中。</translation>
    </message>
    <message>
        <source>{count} reports</source>
        <translation>{count} 份报告</translation>
    </message>
    <message>
        <source>{title} is archived. It is listed under “Archived”.</source>
        <translation>{title} 已归档；在列表的“已归档”中可以找到。</translation>
    </message>
    <message>
        <source>{title} is removed. It is listed under “Removed”, with all its decisions.</source>
        <translation>{title} 已移除；在列表的“已移除”中可以找到，所有裁定都在。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>另存到别处…</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>There is no undecided figure under this heading</source>
        <translation>此标题之下没有未定的数据</translation>
    </message>
    <message>
        <source>Discarded and not stored: {typed}</source>
        <translation>已放弃，没有存下：{typed}</translation>
    </message>
    <message>
        <source>Biaoshu</source>
        <translation>标数</translation>
    </message>
</context>
<context>
    <name>ManualWindow</name>
    <message>
        <source>Manual</source>
        <translation>使用手册</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Find in the manual</source>
        <translation>在手册中查找</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>第 {number} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>NameBar</name>
    <message>
        <source>Which name should your decisions be signed with?</source>
        <translation>您的裁定以什么名字署名？</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的名字</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
</context>
<context>
    <name>NewerVersion</name>
    <message>
        <source>A newer version</source>
        <translation>新版本</translation>
    </message>
    <message>
        <source>The open report is a newer version of:</source>
        <translation>打开的报告是下列报告的新版本：</translation>
    </message>
    <message>
        <source>Comparing the texts…</source>
        <translation>正在比较文本…</translation>
    </message>
    <message>
        <source>{count} decisions were carried over. Undo takes them all back.</source>
        <translation>已沿用 {count} 条裁定；撤销即可全部退回。</translation>
    </message>
</context>
<context>
    <name>NoteBar</name>
    <message>
        <source>Note</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Note on the figure</source>
        <translation>对这条数据的批注</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>OtherReadings</name>
    <message>
        <source>proposed by {source}</source>
        <translation>由 {source} 提议</translation>
    </message>
    <message>
        <source>the same decision</source>
        <translation>裁定相同</translation>
    </message>
    <message>
        <source>confirmed as shown here</source>
        <translation>已按此处所示确认</translation>
    </message>
    <message>
        <source>the same reading</source>
        <translation>相同</translation>
    </message>
</context>
<context>
    <name>PairsOverlay</name>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Shift all up</source>
        <translation>全部上移</translation>
    </message>
    <message>
        <source>Shift all down</source>
        <translation>全部下移</translation>
    </message>
    <message>
        <source>Swap with above</source>
        <translation>与上一个对调</translation>
    </message>
    <message>
        <source>Swap with below</source>
        <translation>与下一个对调</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Order in the text</source>
        <translation>按原文顺序</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Indicators and figures</source>
        <translation>指标与数据</translation>
    </message>
    <message>
        <source>Include</source>
        <translation>算上</translation>
    </message>
    <message>
        <source>The text does not list {count} indicators before these figures.</source>
        <translation>原文在这些数据之前没有列出 {count} 个指标。</translation>
    </message>
    <message>
        <source>{count} decided in one step. Press U to undo.</source>
        <translation>一步确认了 {count} 个；按 U 撤销</translation>
    </message>
</context>
<context>
    <name>PanelExport</name>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Files (*{ending})</source>
        <translation>文件 (*{ending})</translation>
    </message>
    <message>
        <source>Export the panel</source>
        <translation>导出面板</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>{count} values were written to {path}</source>
        <translation>已将{count}个值写入 {path}</translation>
    </message>
    <message>
        <source>The plot was written to {path}</source>
        <translation>已将图写入 {path}</translation>
    </message>
</context>
<context>
    <name>PanelExportDialog</name>
    <message>
        <source>Export the panel</source>
        <translation>导出面板</translation>
    </message>
    <message>
        <source>Excel: the table as it stands, and a sheet of its sources</source>
        <translation>Excel：当前表格，另附一张来源表</translation>
    </message>
    <message>
        <source>CSV: a row for each figure, with its sentence</source>
        <translation>CSV：每条数据一行，附原句</translation>
    </message>
    <message>
        <source>SDMX-CSV, with its structure in a file beside it</source>
        <translation>SDMX-CSV，旁边另有结构文件</translation>
    </message>
    <message>
        <source>PNG: the plot as a picture</source>
        <translation>PNG：图的图片</translation>
    </message>
    <message>
        <source>SVG: the plot as a drawing that can be changed</source>
        <translation>SVG：可以再修改的图</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>{name} (show it first: {key})</source>
        <translation>{name}（先按 {key} 显示图）</translation>
    </message>
    <message>
        <source>The table in sight</source>
        <translation>当前的表</translation>
    </message>
    <message>
        <source>All indicators, kinds, regions and years</source>
        <translation>全部指标、类别、地区和年份</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>选择位置…</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>内容(&amp;W)</translation>
    </message>
</context>
<context>
    <name>PanelPage</name>
    <message>
        <source>Plot</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Confirmed only</source>
        <translation>只看已确认</translation>
    </message>
    <message>
        <source>Periods of several years</source>
        <translation>多年时期</translation>
    </message>
    <message>
        <source>Parts of regions</source>
        <translation>地区的一部分</translation>
    </message>
    <message>
        <source>All reports</source>
        <translation>全部报告</translation>
    </message>
    <message>
        <source>Back to the report</source>
        <translation>返回报告</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Wordings without an indicator</source>
        <translation>未归入指标的措辞</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>疑问</translation>
    </message>
    <message>
        <source>Disputes</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>Regions and years</source>
        <translation>地区与年份</translation>
    </message>
    <message>
        <source>Slanted: a proposal that is not confirmed  ·  Number in the corner: so many different values  ·  Filled corner: revised later  ·  Hatched: no report  ·  …: report not read to the end  ·  –: no report says it</source>
        <translation>斜体：未确认的提议  ·  角上的数：有几个不同的值  ·  实心角：后来有修订  ·  斜线：没有报告  ·  …：报告没有看完  ·  –：报告中没有</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>各级地区</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>全国</translation>
    </message>
    <message>
        <source>Provinces</source>
        <translation>省级</translation>
    </message>
    <message>
        <source>Prefectures</source>
        <translation>地级</translation>
    </message>
    <message>
        <source>Counties and districts</source>
        <translation>县级</translation>
    </message>
    <message>
        <source>Other areas</source>
        <translation>其他地区</translation>
    </message>
    <message>
        <source>The reports are being read. What they say will stand here.</source>
        <translation>正在读取报告，读到的数据会列在这里。</translation>
    </message>
    <message>
        <source>Nothing of this kind is told. Choose another kind, or actual or target, above.</source>
        <translation>没有这一类的数据。请在上面换一种类别，或换实际、目标。</translation>
    </message>
    <message>
        <source>No report of this store tells a figure of an indicator that is known. Open reports first.</source>
        <translation>这个库的报告里还没有已知指标的数据。请先打开报告。</translation>
    </message>
    <message>
        <source>Questions: what does not add up</source>
        <translation>疑问：对不上的地方</translation>
    </message>
    <message>
        <source>Disputes in the panel</source>
        <translation>面板中的分歧</translation>
    </message>
    <message>
        <source>Regions and years that are unclear</source>
        <translation>不清楚的地区与年份</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>{rows} rows, {columns} columns</source>
        <translation>{rows}行，{columns}列</translation>
    </message>
    <message>
        <source>{count} cells with a value</source>
        <translation>{count}格有值</translation>
    </message>
    <message>
        <source>{count} figures of other times or areas are not shown</source>
        <translation>另有{count}个其他时期或地区的数据未显示</translation>
    </message>
</context>
<context>
    <name>PanelTableView</name>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
</context>
<context>
    <name>PlotCanvas</name>
    <message>
        <source>{name}, {time}: {value} {unit}, told in the report of {year}</source>
        <translation>{name}，{time}：{value} {unit}，{year}年报告所述</translation>
    </message>
    <message>
        <source>{value} (report of {year})</source>
        <translation>{value}（{year}年报告）</translation>
    </message>
    <message>
        <source>{value} (proposal)</source>
        <translation>{value}（提议）</translation>
    </message>
</context>
<context>
    <name>PlotView</name>
    <message>
        <source>Plot</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Ranked</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>Over years</source>
        <translation>历年</translation>
    </message>
    <message>
        <source>Target and reached</source>
        <translation>目标与实际</translation>
    </message>
    <message>
        <source>Filled: confirmed</source>
        <translation>实心：已确认</translation>
    </message>
    <message>
        <source>Hollow: a proposal</source>
        <translation>空心：提议</translation>
    </message>
    <message>
        <source>Arrow: at least, or at most</source>
        <translation>箭头：不低于或不高于</translation>
    </message>
    <message>
        <source>Diamond: target</source>
        <translation>菱形：目标</translation>
    </message>
    <message>
        <source>Circle: reached</source>
        <translation>圆点：实际</translation>
    </message>
    <message>
        <source>Small and grey: what another report says</source>
        <translation>灰色小点：别的报告的说法</translation>
    </message>
    <message>
        <source>Not drawn: {count} values of other units, or of several parts</source>
        <translation>未画出：{count}个值，单位不同或由几部分构成</translation>
    </message>
    <message>
        <source>These values have no common axis. The table shows them.</source>
        <translation>这些值没有共同的坐标轴，请看表格。</translation>
    </message>
    <message>
        <source>Nothing is told here that could be drawn. Choose another column, kind or status.</source>
        <translation>这里没有可画的值。请换一列、换一种类别，或改看实际或目标。</translation>
    </message>
    <message>
        <source>{form}: {count} points, from {low} ({least}) to {high} ({greatest}) {unit}</source>
        <translation>{form}：{count}个点，从{low}（{least}）到{high}（{greatest}）{unit}</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>分页</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>键位</translation>
    </message>
    <message>
        <source>Restore all defaults</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <source>The most readable font</source>
        <translation>最适合阅读的字体</translation>
    </message>
</context>
<context>
    <name>PrintedKeys</name>
    <message>
        <source>Keys of Biaoshu</source>
        <translation>标数快捷键</translation>
    </message>
    <message>
        <source>The key sheet is in {path}</source>
        <translation>快捷键表已存到 {path}</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Drive</source>
        <translation>驱动器</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>%1 File</source>
        <translation>%1 文件</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>&amp;Copy Text</source>
        <translation>复制文字(&amp;C)</translation>
    </message>
</context>
<context>
    <name>QuestionPane</name>
    <message>
        <source>Questions</source>
        <translation>疑问</translation>
    </message>
    <message>
        <source>Answered ones too</source>
        <translation>包括已答的</translation>
    </message>
    <message>
        <source>Note (optional)</source>
        <translation>备注（可不填）</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新提问</translation>
    </message>
    <message>
        <source>Looking for what does not add up…</source>
        <translation>正在查找对不上的地方……</translation>
    </message>
    <message>
        <source>{left} of {count} questions are open</source>
        <translation>共{count}个疑问，{left}个未答</translation>
    </message>
    <message>
        <source>Nothing was found that does not add up.</source>
        <translation>没有发现对不上的地方。</translation>
    </message>
</context>
<context>
    <name>ReasonsPane</name>
    <message>
        <source>How the figure was read</source>
        <translation>数据的判定依据</translation>
    </message>
    <message>
        <source>How it was read</source>
        <translation>判定依据</translation>
    </message>
    <message>
        <source>Close the reasons</source>
        <translation>关闭判定依据</translation>
    </message>
    <message>
        <source>No numeral stands there.</source>
        <translation>那里没有数字。</translation>
    </message>
    <message>
        <source>Corrected to {value}</source>
        <translation>已更正为 {value}</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Recent stores</source>
        <translation>最近的标注库</translation>
    </message>
</context>
<context>
    <name>RefusedList</name>
    <message>
        <source>{count} things noticed</source>
        <translation>{count} 处需要留意</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>复制列表</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Name, region and year</source>
        <translation>名称、地区与年份</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Noticed</source>
        <translation>读入时</translation>
    </message>
    <message>
        <source>It is not clear which region it is of. Choose one, or write it:</source>
        <translation>报告属于哪个地区还不清楚，请选择或填写：</translation>
    </message>
    <message>
        <source>It is not clear which year it is of. Choose one, or write it:</source>
        <translation>报告是哪一年的还不清楚，请选择或填写：</translation>
    </message>
    <message>
        <source>Several areas are called so. Choose one:</source>
        <translation>有几个地方同名，请选择：</translation>
    </message>
    <message>
        <source>No official area is called so; it is kept as it is written.</source>
        <translation>没有这个名称的行政区，按所写的保留。</translation>
    </message>
    <message>
        <source>{full} had the code {code} to the end of {year}.</source>
        <translation>{full} 的代码 {code} 用到 {year} 年底。</translation>
    </message>
    <message>
        <source>{full} has the code {code} from {year} on.</source>
        <translation>{full} 从 {year} 年起才有代码 {code}。</translation>
    </message>
    <message>
        <source>{full} · no code of its own</source>
        <translation>{full} · 没有单独的代码</translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>提纲</translation>
    </message>
    <message>
        <source>Date added</source>
        <translation>按加入顺序</translation>
    </message>
    <message>
        <source>No store is open. Make one with File › New store.</source>
        <translation>没有打开标注库。可用“文件”菜单新建。</translation>
    </message>
    <message>
        <source>No report in the list matches.</source>
        <translation>列表中没有符合的报告。</translation>
    </message>
    <message>
        <source>Drop reports or a folder of them here, or open them from the File menu.</source>
        <translation>把报告或文件夹拖到这里，或从“文件”菜单打开。</translation>
    </message>
    <message>
        <source>There is no such report. The menu above lists others.</source>
        <translation>没有这样的报告。可用上方菜单列出其他报告。</translation>
    </message>
</context>
<context>
    <name>ReportSearch</name>
    <message>
        <source>Name, region or year</source>
        <translation>名称、地区或年份</translation>
    </message>
    <message>
        <source>Find a report</source>
        <translation>查找报告</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Report text</source>
        <translation>报告正文</translation>
    </message>
</context>
<context>
    <name>SameCauseList</name>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Figures with the cause of the correction</source>
        <translation>与此更正同因的数据</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation>关闭列表</translation>
    </message>
    <message>
        <source>Read like {words} ({changes}): {taken} of {count} ticked</source>
        <translation>与 {words} 同因（{changes}）：已勾选 {taken} / {count}</translation>
    </message>
    <message>
        <source>None</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Enter: confirm the ticked in one step · Space: tick or leave out · A: all or none · Esc: close</source>
        <translation>回车：一步确认勾选的 · 空格：勾选或不选 · A：全选或全不选 · Esc：关闭</translation>
    </message>
    <message>
        <source>C: go through them here</source>
        <translation>C：在此逐条查看</translation>
    </message>
    <message>
        <source>{count} decided in one step. Press U to undo.</source>
        <translation>一步裁定了 {count} 条。按 U 撤销。</translation>
    </message>
</context>
<context>
    <name>SectionBar</name>
    <message>
        <source>Store, and read all undecided figures by it</source>
        <translation>存下，未定的数据都按此重读</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Done or planned</source>
        <translation>已完成／目标</translation>
    </message>
    <message>
        <source>The report&apos;s own year</source>
        <translation>报告年份</translation>
    </message>
    <message>
        <source>The report&apos;s own region</source>
        <translation>报告地区</translation>
    </message>
    <message>
        <source>as it is read</source>
        <translation>按读出的</translation>
    </message>
    <message>
        <source>These are no years. Write 2025, or 2021/2025.</source>
        <translation>这不是年份。请写成 2025 或 2021/2025。</translation>
    </message>
    <message>
        <source>This is no year. Write it like 2026.</source>
        <translation>这不是年份。请写成 2026 这样。</translation>
    </message>
    <message>
        <source>An empty line: as it is read</source>
        <translation>留空：按读出的</translation>
    </message>
</context>
<context>
    <name>SectionMargin</name>
    <message>
        <source>corrected by you</source>
        <translation>由您更正</translation>
    </message>
    <message>
        <source>Section {words}: {said}</source>
        <translation>章节{words}：{said}</translation>
    </message>
    <message>
        <source>Click to correct it</source>
        <translation>单击更正</translation>
    </message>
</context>
<context>
    <name>SelectedRows</name>
    <message>
        <source>Reject: {reason}</source>
        <translation>否决：{reason}</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>否决</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>做标记</translation>
    </message>
    <message>
        <source>Remove the flag</source>
        <translation>取消标记</translation>
    </message>
    <message>
        <source>{attribute}: {value}</source>
        <translation>{attribute}：{value}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更正</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>New figure</source>
        <translation>新数据</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>贴标签</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>SettlingOverlay</name>
    <message>
        <source>Disputes</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>Another reading, in the form</source>
        <translation>另一种读法，在表单里写</translation>
    </message>
    <message>
        <source>No figure</source>
        <translation>不是数据</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>There are no unsettled disputes</source>
        <translation>没有尚未裁决的分歧</translation>
    </message>
    <message>
        <source>Choose this reading</source>
        <translation>采用这种读法</translation>
    </message>
    <message>
        <source>Dispute {number} of {count}, {left} unsettled</source>
        <translation>分歧 {number}/{count}，未裁决 {left} 处</translation>
    </message>
    <message>
        <source>settled by {name}: {reading}</source>
        <translation>已由 {name} 裁决：{reading}</translation>
    </message>
    <message>
        <source>another reading</source>
        <translation>另定的读法</translation>
    </message>
    <message>
        <source>All {count} disputes of this report are settled. Press S to go on in another report, U to undo the last one</source>
        <translation>这份报告的 {count} 处分歧已全部裁决。按 S 转到另一份报告继续，按 U 撤回最后一处</translation>
    </message>
</context>
<context>
    <name>SideCard</name>
    <message>
        <source>Open in the report</source>
        <translation>在报告中打开</translation>
    </message>
</context>
<context>
    <name>SimilarFigures</name>
    <message>
        <source>Reject like {words}</source>
        <translation>与“{words}”同样否决</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>否决</translation>
    </message>
    <message>
        <source>Correct like {words}: {changes}</source>
        <translation>与“{words}”同样改正：{changes}</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Label {words} as {label}</source>
        <translation>把“{words}”标为“{label}”</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>贴标签</translation>
    </message>
    <message>
        <source>A: {count} similar figures</source>
        <translation>A：还有 {count} 条同类</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>1. Open reports</source>
        <translation>1. 打开报告</translation>
    </message>
    <message>
        <source>Word, PDF, web pages, workbooks, or pasted text</source>
        <translation>Word、PDF、网页、表格或粘贴文字</translation>
    </message>
    <message>
        <source>2. Look at each figure</source>
        <translation>2. 逐条核对数据</translation>
    </message>
    <message>
        <source>it is marked with what it says: confirm or correct</source>
        <translation>数据及其含义已标出：确认或更正</translation>
    </message>
    <message>
        <source>3. Take the table away</source>
        <translation>3. 导出表格</translation>
    </message>
    <message>
        <source>Excel, CSV and the formats of data sets</source>
        <translation>Excel、CSV 和各种数据集格式</translation>
    </message>
    <message>
        <source>No store is open</source>
        <translation>没有打开标注库</translation>
    </message>
    <message>
        <source>No report is open</source>
        <translation>没有打开报告</translation>
    </message>
    <message>
        <source>Start with a report</source>
        <translation>从一份报告开始</translation>
    </message>
    <message>
        <source>Choose one in the list at the left, or open another:</source>
        <translation>从左侧列表中选择一份，或打开另一份：</translation>
    </message>
    <message>
        <source>Drop report files or a folder here, or:</source>
        <translation>把报告文件或文件夹拖到这里，或者：</translation>
    </message>
    <message>
        <source>Open {store} again</source>
        <translation>再次打开 {store}</translation>
    </message>
    <message>
        <source>Decisions are signed {name}</source>
        <translation>裁定署名：{name}</translation>
    </message>
    <message>
        <source>Does the form at the right describe the figure marked in the text correctly? Press Enter to confirm it, X to reject it, U to undo. F1 lists all keys.</source>
        <translation>正文中标出的数据，与右侧表单所写一致吗？回车确认，X 否决，U 撤回。F1 列出所有按键。</translation>
    </message>
</context>
<context>
    <name>StartPicture</name>
    <message>
        <source>A sentence with two figures, and the two rows of a table that they become</source>
        <translation>含两条数据的一句话，以及由此得到的表格的两行</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>The annotator whose decisions are shown and stored here</source>
        <translation>这里显示和作出的是谁的裁定</translation>
    </message>
    <message>
        <source>The order in which you go through the figures</source>
        <translation>走查顺序</translation>
    </message>
    <message>
        <source>The encoding the report&apos;s file was read with</source>
        <translation>报告文件的读取编码</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stored as typed: {figure}. Undo takes it back.</source>
        <translation>已按输入存下：{figure}；撤销即恢复</translation>
    </message>
    <message>
        <source>Kind read anew with the span: {kind}, it was {before}. Undo takes both back.</source>
        <translation>类别随这一段重新读出：{kind}，原为{before}。撤销可一并恢复。</translation>
    </message>
    <message>
        <source>Decisions of {name}</source>
        <translation>{name} 的裁定</translation>
    </message>
    <message>
        <source>Every decision is on disk: {path}</source>
        <translation>每条裁定均已存盘：{path}</translation>
    </message>
    <message>
        <source>On disk: {name}</source>
        <translation>已存盘：{name}</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>已存盘</translation>
    </message>
    <message>
        <source>✓ This report is done: {decided} of {all} decided</source>
        <translation>✓ 本报告已完成：{all} 条数据中已裁定 {decided} 条</translation>
    </message>
    <message>
        <source>✓ All {all} figures decided. Press Ctrl+D to mark the report as done</source>
        <translation>✓ {all} 条数据全部已定。Ctrl+D：报告完成</translation>
    </message>
    <message>
        <source>{decided} of {all} decided</source>
        <translation>已定 {decided}，共 {all}</translation>
    </message>
    <message>
        <source>others {count}</source>
        <translation>其他 {count}</translation>
    </message>
    <message>
        <source>left: {kinds}</source>
        <translation>剩余：{kinds}</translation>
    </message>
</context>
<context>
    <name>StoreActions</name>
    <message>
        <source>Reading the stores…</source>
        <translation>正在查看各标注库…</translation>
    </message>
    <message>
        <source>Merging…</source>
        <translation>正在合并…</translation>
    </message>
    <message>
        <source>Merged: {decisions} decisions and {reports} reports were added. The File menu can take the merge back.</source>
        <translation>已合并：新增 {decisions} 条裁定、{reports} 份报告。可在“文件”菜单撤回。</translation>
    </message>
    <message>
        <source>Taking the merge back…</source>
        <translation>正在撤回合并…</translation>
    </message>
    <message>
        <source>The last merge was taken back, and {count} decisions were removed. Merging again brings them back.</source>
        <translation>已撤回上一次合并，移出 {count} 条裁定。再次合并即可恢复。</translation>
    </message>
    <message>
        <source>Share a copy</source>
        <translation>另存副本供分享</translation>
    </message>
    <message>
        <source>A copy with {count} decisions was saved in {path}</source>
        <translation>含 {count} 条裁定的副本已存至 {path}</translation>
    </message>
    <message>
        <source>Writing the copy…</source>
        <translation>正在写副本…</translation>
    </message>
    <message>
        <source>Save what could not be written</source>
        <translation>保存未能写入的裁定</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>The store and the {count} decisions that could not be written to it are saved in {path}, which is now open.</source>
        <translation>标注库连同未能写入的 {count} 条裁定已存至 {path}，现已打开该库。</translation>
    </message>
    <message>
        <source>This report and {count} decisions are saved in {path}, which is now open. You can merge it into your store later.</source>
        <translation>本报告与 {count} 条裁定已存至 {path}，现已打开该库，以后可再合并。</translation>
    </message>
    <message>
        <source>The backup is now open. The earlier contents of the store are kept as a backup of their own.</source>
        <translation>已打开该备份；原来的内容另存为一份备份。</translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>正在恢复…</translation>
    </message>
    <message>
        <source>The repaired store</source>
        <translation>修复后的标注库</translation>
    </message>
    <message>
        <source>Repairing…</source>
        <translation>正在修复……</translation>
    </message>
    <message>
        <source>Checking every decision…</source>
        <translation>正在逐条核查裁定…</translation>
    </message>
</context>
<context>
    <name>SubjectList</name>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
</context>
<context>
    <name>TickList</name>
    <message>
        <source>Search: {name}</source>
        <translation>查找：{name}</translation>
    </message>
    <message>
        <source>Search. Nothing ticked takes all</source>
        <translation>查找；都不勾选就是全部</translation>
    </message>
</context>
<context>
    <name>UndoNames</name>
    <message>
        <source>{verb}: {act}</source>
        <translation>{verb}：{act}</translation>
    </message>
</context>
<context>
    <name>UnreadNumerals</name>
    <message>
        <source>unrecognised numbers: {count}</source>
        <translation>未识别的数字：{count}</translation>
    </message>
    <message>
        <source>no unrecognised numbers</source>
        <translation>没有遗漏的数字</translation>
    </message>
    <message>
        <source>Numbers in the text that were neither proposed as figures, nor decided on, nor recognised as something else, such as a date</source>
        <translation>既未提议、也未裁定、又不属于“不是数据”各类的数字</translation>
    </message>
</context>
<context>
    <name>WhichPage</name>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Annotators</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>Tick at least one of: {names}</source>
        <translation>请至少勾选一项：{names}</translation>
    </message>
    <message>
        <source>{year}</source>
        <translation>{year}年</translation>
    </message>
    <message>
        <source>every indicator with “{words}” in it</source>
        <translation>名称含“{words}”的所有指标</translation>
    </message>
    <message>
        <source>{name} ({number})</source>
        <translation>{name}（{number}）</translation>
    </message>
    <message>
        <source>&amp;All reports ({number})</source>
        <translation>全部报告（{number}）(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;This report: {name}</source>
        <translation>这份报告：{name}(&amp;T)</translation>
    </message>
    <message>
        <source>Those &amp;listed beside the text ({number})</source>
        <translation>左侧列出的报告（{number}）(&amp;L)</translation>
    </message>
    <message>
        <source>Those t&amp;icked under Reports</source>
        <translation>右侧“报告”中勾选的(&amp;I)</translation>
    </message>
    <message>
        <source>Confirmed and added</source>
        <translation>已确认和新增的</translation>
    </message>
    <message>
        <source>All, including undecided proposals</source>
        <translation>全部，含未定的提议</translation>
    </message>
    <message>
        <source>All decided, including rejected</source>
        <translation>所有已定的，含否决的</translation>
    </message>
    <message>
        <source>Actual and target</source>
        <translation>实际和目标</translation>
    </message>
    <message>
        <source>{status} only</source>
        <translation>只要{status}</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>我自己的</translation>
    </message>
    <message>
        <source>Each one&apos;s own, of those ticked</source>
        <translation>勾选的标注员各自的</translation>
    </message>
    <message>
        <source>Settled or undisputed</source>
        <translation>已裁决的，以及没有分歧的</translation>
    </message>
    <message>
        <source>Read the same by at least {count}</source>
        <translation>至少 {count} 人读法相同的</translation>
    </message>
    <message>
        <source>any year</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>&amp;Figures</source>
        <translation>数据(&amp;F)</translation>
    </message>
    <message>
        <source>A&amp;ctual or target</source>
        <translation>实际或目标(&amp;C)</translation>
    </message>
    <message>
        <source>Of the &amp;years</source>
        <translation>所指年份(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Whose decisions</source>
        <translation>谁的(&amp;W)</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Actual or target</source>
        <translation>实际或目标</translation>
    </message>
    <message>
        <source>From the year</source>
        <translation>从哪一年</translation>
    </message>
    <message>
        <source>To the year</source>
        <translation>到哪一年</translation>
    </message>
    <message>
        <source>Whose decisions</source>
        <translation>谁的裁定</translation>
    </message>
    <message>
        <source>Only figures of</source>
        <translation>只导出</translation>
    </message>
</context>
<context>
    <name>WordingPane</name>
    <message>
        <source>Wording</source>
        <translation>措辞</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Wordings without an indicator</source>
        <translation>未归入指标的措辞</translation>
    </message>
    <message>
        <source>None of these indicators (0)</source>
        <translation>不属于这些指标（0）</translation>
    </message>
    <message>
        <source>Another indicator… (A)</source>
        <translation>另选指标……（A）</translation>
    </message>
    <message>
        <source>New indicator… (N)</source>
        <translation>新指标……（N）</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Code in exports</source>
        <translation>导出代码</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Make the indicator</source>
        <translation>建立指标</translation>
    </message>
    <message>
        <source>Looking for wordings…</source>
        <translation>正在查找措辞……</translation>
    </message>
    <message>
        <source>Every wording of an indicator is assigned.</source>
        <translation>所有措辞都已归入指标。</translation>
    </message>
    <message>
        <source>What does “{words}” measure?</source>
        <translation>“{words}”说的是哪个指标？</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Figures of “{words}” are of a unit or kind that {name} does not have. Choose another indicator.</source>
        <translation>“{words}”的单位或类别是{name}所没有的。请另选指标。</translation>
    </message>
    <message>
        <source>The indicator has no name. Type one.</source>
        <translation>指标没有名称，请填写。</translation>
    </message>
    <message>
        <source>A name that begins with =, +, - or @ would be a formula in a spreadsheet. Begin otherwise.</source>
        <translation>以=、+、-或@开头的名称在表格里会成为公式，请换个开头。</translation>
    </message>
    <message>
        <source>A code is of letters, digits and _, and begins with a letter. Type another.</source>
        <translation>代码由字母、数字和_组成，以字母开头，请另填。</translation>
    </message>
    <message>
        <source>There is an indicator with this code. Type another.</source>
        <translation>已有指标用了这个代码，请另填。</translation>
    </message>
    <message>
        <source>There is an indicator of this name. Assign the wording to it, or type another name.</source>
        <translation>已有同名指标。请把措辞归入它，或另填名称。</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Opening the report…</source>
        <translation>正在打开报告…</translation>
    </message>
    <message>
        <source>The store of an earlier version was opened from its old place: {path}. Nothing was moved.</source>
        <translation>早先版本的标注库在原处打开：{path}。没有移动任何文件。</translation>
    </message>
    <message>
        <source>There is a store of an earlier version at {path}. Press Ctrl+O to open it.</source>
        <translation>早先版本的标注库在 {path}，按 Ctrl+O 可以打开。</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>{name} is the annotator from now on, and the decisions of {name} are shown. Those of {before} stay in the store.</source>
        <translation>从现在起由 {name} 裁定，显示的是 {name} 的裁定。{before} 的裁定仍在标注库中。</translation>
    </message>
    <message>
        <source>Your decisions are now signed {name}. All decisions of {before} stay yours.</source>
        <translation>现在以 {name} 署名。{before} 的所有裁定仍是您的。</translation>
    </message>
    <message>
        <source>Finding the figures…</source>
        <translation>正在查找数据…</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>{count} figures were written to {path}</source>
        <translation>已将 {count} 条数据写入 {path}</translation>
    </message>
    <message>
        <source>The figures are now in {path}.</source>
        <translation>数据现已写入 {path}。</translation>
    </message>
    <message>
        <source>{count} undecided figures are read otherwise now. Those decided stay as they are.</source>
        <translation>{count} 条未裁定的数据按此重读，已裁定的不动。</translation>
    </message>
    <message>
        <source>No undecided figure is read otherwise by this.</source>
        <translation>未裁定的数据没有一条因此改变读法。</translation>
    </message>
</context>
<context>
    <name>acts</name>
    <message>
        <source>confirm {words}</source>
        <translation>确认 {words}</translation>
    </message>
    <message>
        <source>reject {words}</source>
        <translation>否决 {words}</translation>
    </message>
    <message>
        <source>add {words}</source>
        <translation>新增 {words}</translation>
    </message>
    <message>
        <source>flag or note on {words}</source>
        <translation>标记或批注 {words}</translation>
    </message>
    <message>
        <source>{said}: {changes}</source>
        <translation>{said}：{changes}</translation>
    </message>
    <message>
        <source>words {was} → {now}</source>
        <translation>原文 {was} → {now}</translation>
    </message>
    <message>
        <source>move the ends {was} → {now}</source>
        <translation>移动两端 {was} → {now}</translation>
    </message>
    <message>
        <source>flag {words}</source>
        <translation>标记 {words}</translation>
    </message>
    <message>
        <source>take the flag off {words}</source>
        <translation>取消标记 {words}</translation>
    </message>
    <message>
        <source>note on {words}: {note}</source>
        <translation>批注 {words}：{note}</translation>
    </message>
    <message>
        <source>remove the note on {words}: {note}</source>
        <translation>删去 {words} 的批注：{note}</translation>
    </message>
    <message>
        <source>settle {words}</source>
        <translation>裁决分歧 {words}</translation>
    </message>
    <message>
        <source>correct {words} with what has the same cause</source>
        <translation>同因更正 {words}</translation>
    </message>
    <message>
        <source>name: {value}</source>
        <translation>名称：{value}</translation>
    </message>
    <message>
        <source>region: {value}</source>
        <translation>地区：{value}</translation>
    </message>
    <message>
        <source>year: {value}</source>
        <translation>年份：{value}</translation>
    </message>
    <message>
        <source>archive the report</source>
        <translation>归档报告</translation>
    </message>
    <message>
        <source>remove the report</source>
        <translation>移除报告</translation>
    </message>
    <message>
        <source>mark the report as done</source>
        <translation>报告完成</translation>
    </message>
    <message>
        <source>hide what others decided</source>
        <translation>隐藏他人的裁定</translation>
    </message>
    <message>
        <source>make it a newer version of another report</source>
        <translation>另一报告的新版本</translation>
    </message>
    <message>
        <source>take the report out of the archive</source>
        <translation>取消归档</translation>
    </message>
    <message>
        <source>bring the report back</source>
        <translation>恢复报告</translation>
    </message>
    <message>
        <source>mark the report as not done</source>
        <translation>报告未完成</translation>
    </message>
    <message>
        <source>show what others decided</source>
        <translation>显示他人的裁定</translation>
    </message>
    <message>
        <source>no longer a version of another report</source>
        <translation>不是另一报告的版本</translation>
    </message>
    <message>
        <source>section “{words}”: {value}</source>
        <translation>章节“{words}”：{value}</translation>
    </message>
    <message>
        <source>as it is read</source>
        <translation>按读出的为准</translation>
    </message>
    <message>
        <source>use what was learnt: {words}</source>
        <translation>采用所学：{words}</translation>
    </message>
    <message>
        <source>do not use what was learnt: {words}</source>
        <translation>不采用所学：{words}</translation>
    </message>
    <message>
        <source>add label {name}</source>
        <translation>新增标签 {name}</translation>
    </message>
    <message>
        <source>rename label {was} to {name}</source>
        <translation>标签 {was} 改名为 {name}</translation>
    </message>
    <message>
        <source>key {key} for label {name}</source>
        <translation>标签 {name} 的键改为 {key}</translation>
    </message>
    <message>
        <source>no key for label {name}</source>
        <translation>标签 {name} 不再有键</translation>
    </message>
    <message>
        <source>colour of label {name}: {colour}</source>
        <translation>标签 {name} 的颜色改为{colour}</translation>
    </message>
    <message>
        <source>merge label {name} into {into}</source>
        <translation>标签 {name} 并入 {into}</translation>
    </message>
    <message>
        <source>retire label {name}</source>
        <translation>停用标签 {name}</translation>
    </message>
    <message>
        <source>bring back label {name}</source>
        <translation>恢复标签 {name}</translation>
    </message>
    <message>
        <source>assign “{words}” to {concept}</source>
        <translation>把“{words}”归入 {concept}</translation>
    </message>
    <message>
        <source>assign “{words}” to no concept</source>
        <translation>“{words}”不归入任何概念</translation>
    </message>
    <message>
        <source>leave “{words}” to the catalogue</source>
        <translation>“{words}”仍按目录归入</translation>
    </message>
    <message>
        <source>concept {concept}</source>
        <translation>概念 {concept}</translation>
    </message>
    <message>
        <source>retire concept {concept}</source>
        <translation>停用概念 {concept}</translation>
    </message>
    <message>
        <source>choose the value that stands</source>
        <translation>选定数值</translation>
    </message>
    <message>
        <source>choose no value any more</source>
        <translation>不再选定数值</translation>
    </message>
    <message>
        <source>answer: {answer}</source>
        <translation>答疑：{answer}</translation>
    </message>
    <message>
        <source>ask a question again</source>
        <translation>重新提问</translation>
    </message>
    <message>
        <source>reading wrong</source>
        <translation>读取有误</translation>
    </message>
    <message>
        <source>the report says so</source>
        <translation>报告如此</translation>
    </message>
    <message>
        <source>revised series</source>
        <translation>序列已修订</translation>
    </message>
    <message>
        <source>other area or base</source>
        <translation>地域或基期不同</translation>
    </message>
    <message>
        <source>explained</source>
        <translation>已说明</translation>
    </message>
    <message>
        <source>settle: {said}</source>
        <translation>裁决分歧：{said}</translation>
    </message>
    <message>
        <source>{said} and {count} more</source>
        <translation>{said}等，另有 {count} 项</translation>
    </message>
    <message>
        <source>undo: {said}</source>
        <translation>撤销：{said}</translation>
    </message>
    <message>
        <source>redo: {said}</source>
        <translation>重做：{said}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>agreement</name>
    <message>
        <source>nothing decided by both</source>
        <translation>没有两人都裁定的内容</translation>
    </message>
    <message>
        <source>one annotator</source>
        <translation>只有一位标注员</translation>
    </message>
    <message>
        <source>only one answer given</source>
        <translation>只有一种裁定</translation>
    </message>
    <message>
        <source>only for two annotators</source>
        <translation>仅适用于两人</translation>
    </message>
</context>
<context>
    <name>app</name>
    <message>
        <source>Something went wrong in the program. Your decisions are on disk and you can go on. Copy the diagnostics and send them to whoever maintains the program, so that the cause can be found.</source>
        <translation>程序出了错。您的裁定都已存盘，可以继续工作。把诊断信息复制给维护程序的人，便可查明原因。</translation>
    </message>
    <message>
        <source>Something went wrong in the program: your last decision is not in the store. Decide again, or save what could not be written elsewhere before you close the window.</source>
        <translation>程序出了问题：最近一次裁定没有写入标注库。请重新裁定，或在关闭窗口之前把未能写入的内容另存到别处。</translation>
    </message>
    <message>
        <source>Something went wrong in the program: not everything that this window shows is in the store. Open the report again to see what is stored, and make the last decisions again.</source>
        <translation>程序出了问题：窗口显示的内容并未全部写入标注库。请重新打开报告查看已写入的内容，再重做最后几条裁定。</translation>
    </message>
    <message>
        <source>Something went wrong in the program, and the store cannot be read to find out whether your last decisions are in it. Choose File › Check the store before you go on.</source>
        <translation>程序出了问题，而且标注库无法回读，不能确认最近的裁定是否已写入。请先用“文件 › 核查标注库”核查，再继续工作。</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Decide</source>
        <translation>裁定(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>跳转(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Report</source>
        <translation>报告(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>By unit</source>
        <translation>按单位</translation>
    </message>
    <message>
        <source>By indicator</source>
        <translation>按指标</translation>
    </message>
    <message>
        <source>In text order</source>
        <translation>按正文顺序</translation>
    </message>
    <message>
        <source>Least confident first</source>
        <translation>把握最小的在前</translation>
    </message>
    <message>
        <source>Kind: {kind}</source>
        <translation>类别：{kind}</translation>
    </message>
    <message>
        <source>Reject: {reason}</source>
        <translation>否决：{reason}</translation>
    </message>
    <message>
        <source>Indicator: candidate {number}</source>
        <translation>指标：候选 {number}</translation>
    </message>
    <message>
        <source>Period: candidate {number}</source>
        <translation>时期：候选 {number}</translation>
    </message>
    <message>
        <source>Indicator from the selected text</source>
        <translation>以所选文字为指标</translation>
    </message>
    <message>
        <source>Indicator: start one character to the left</source>
        <translation>指标：起点左移一字</translation>
    </message>
    <message>
        <source>Indicator: end one character to the right</source>
        <translation>指标：终点右移一字</translation>
    </message>
    <message>
        <source>Indicator: start one character to the right</source>
        <translation>指标：起点右移一字</translation>
    </message>
    <message>
        <source>Indicator: end one character to the left</source>
        <translation>指标：终点左移一字</translation>
    </message>
    <message>
        <source>Indicator: start one word to the left</source>
        <translation>指标：起点左移一词</translation>
    </message>
    <message>
        <source>Indicator: end one word to the right</source>
        <translation>指标：终点右移一词</translation>
    </message>
    <message>
        <source>Indicator: start one word to the right</source>
        <translation>指标：起点右移一词</translation>
    </message>
    <message>
        <source>Indicator: end one word to the left</source>
        <translation>指标：终点左移一词</translation>
    </message>
    <message>
        <source>Start one character to the left</source>
        <translation>起点左移一字</translation>
    </message>
    <message>
        <source>End one character to the right</source>
        <translation>终点右移一字</translation>
    </message>
    <message>
        <source>Start one character to the right</source>
        <translation>起点右移一字</translation>
    </message>
    <message>
        <source>End one character to the left</source>
        <translation>终点左移一字</translation>
    </message>
    <message>
        <source>Start one word to the left</source>
        <translation>起点左移一词</translation>
    </message>
    <message>
        <source>End one word to the right</source>
        <translation>终点右移一词</translation>
    </message>
    <message>
        <source>Start one word to the right</source>
        <translation>起点右移一词</translation>
    </message>
    <message>
        <source>End one word to the left</source>
        <translation>终点左移一词</translation>
    </message>
    <message>
        <source>Pane: {pane}</source>
        <translation>窗格：{pane}</translation>
    </message>
    <message>
        <source>List of reports</source>
        <translation>报告列表</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>提纲</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Guideline</source>
        <translation>标注准则</translation>
    </message>
    <message>
        <source>How the figure was read</source>
        <translation>数据的判定依据</translation>
    </message>
    <message>
        <source>What was learnt</source>
        <translation>已学到的</translation>
    </message>
    <message>
        <source>All reports (home page)</source>
        <translation>全部报告（主页）</translation>
    </message>
    <message>
        <source>Panel (what all reports say)</source>
        <translation>面板（所有报告的数据）</translation>
    </message>
    <message>
        <source>Turn the panel: indicator, year, region</source>
        <translation>转换面板：按指标、年份、地区</translation>
    </message>
    <message>
        <source>Panel: plot or table</source>
        <translation>面板：图或表格</translation>
    </message>
    <message>
        <source>Panel: wordings without an indicator</source>
        <translation>面板：未归入指标的措辞</translation>
    </message>
    <message>
        <source>Panel: questions</source>
        <translation>面板：疑问</translation>
    </message>
    <message>
        <source>Mark the report as done</source>
        <translation>标为已完成</translation>
    </message>
    <message>
        <source>Next unfinished report</source>
        <translation>下一份未完成的报告</translation>
    </message>
    <message>
        <source>Next report</source>
        <translation>下一份报告</translation>
    </message>
    <message>
        <source>Previous report</source>
        <translation>上一份报告</translation>
    </message>
    <message>
        <source>Find a report</source>
        <translation>查找报告</translation>
    </message>
    <message>
        <source>Filter and sort the reports…</source>
        <translation>列出与排序报告…</translation>
    </message>
    <message>
        <source>Name, region and year…</source>
        <translation>名称、地区与年份…</translation>
    </message>
    <message>
        <source>Mark as a newer version of…</source>
        <translation>本报告是新版本…</translation>
    </message>
    <message>
        <source>Archive or unarchive the report</source>
        <translation>归档／取消归档</translation>
    </message>
    <message>
        <source>Remove or restore the report</source>
        <translation>移除／恢复</translation>
    </message>
    <message>
        <source>Restore the report removed or archived last</source>
        <translation>恢复最近移除或归档的报告</translation>
    </message>
    <message>
        <source>Filter the table…</source>
        <translation>筛选表格…</translation>
    </message>
    <message>
        <source>Show every figure in the table</source>
        <translation>表格显示全部数据</translation>
    </message>
    <message>
        <source>Columns of the table…</source>
        <translation>表格的列…</translation>
    </message>
    <message>
        <source>Undo back to the selected step</source>
        <translation>撤销到所选步骤</translation>
    </message>
    <message>
        <source>Use the other source&apos;s reading</source>
        <translation>采用另一来源的读法</translation>
    </message>
    <message>
        <source>Use the third source&apos;s reading</source>
        <translation>采用第三来源的读法</translation>
    </message>
    <message>
        <source>Settle disputes…</source>
        <translation>裁决分歧…</translation>
    </message>
    <message>
        <source>Agreement…</source>
        <translation>一致度…</translation>
    </message>
    <message>
        <source>Hide or show others&apos; decisions</source>
        <translation>隐藏或显示他人的裁定</translation>
    </message>
    <message>
        <source>Merge stores…</source>
        <translation>合并标注库…</translation>
    </message>
    <message>
        <source>Take back the last merge</source>
        <translation>撤回上一次合并</translation>
    </message>
    <message>
        <source>Share a copy…</source>
        <translation>另存副本供分享…</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Check the store</source>
        <translation>核查标注库</translation>
    </message>
    <message>
        <source>Repair a damaged store…</source>
        <translation>修复损坏的标注库…</translation>
    </message>
    <message>
        <source>Save unwritten decisions elsewhere…</source>
        <translation>保存未能写入的裁定…</translation>
    </message>
    <message>
        <source>Open reports or a store…</source>
        <translation>打开报告或标注库…</translation>
    </message>
    <message>
        <source>Open a folder of reports…</source>
        <translation>打开报告文件夹…</translation>
    </message>
    <message>
        <source>New report from the clipboard</source>
        <translation>从剪贴板新建报告</translation>
    </message>
    <message>
        <source>Read with another encoding…</source>
        <translation>换一种编码读取…</translation>
    </message>
    <message>
        <source>What was noticed about the files…</source>
        <translation>读入文件时发现的问题…</translation>
    </message>
    <message>
        <source>New store…</source>
        <translation>新建标注库…</translation>
    </message>
    <message>
        <source>Export figures…</source>
        <translation>导出数据…</translation>
    </message>
    <message>
        <source>Export the panel…</source>
        <translation>导出面板…</translation>
    </message>
    <message>
        <source>Import labels…</source>
        <translation>导入标注…</translation>
    </message>
    <message>
        <source>Take back the last import</source>
        <translation>撤回上次导入</translation>
    </message>
    <message>
        <source>Annotator…</source>
        <translation>标注员…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Confirm and go to the next undecided</source>
        <translation>确认，到下一条未定的</translation>
    </message>
    <message>
        <source>Confirm several…</source>
        <translation>批量确认…</translation>
    </message>
    <message>
        <source>Reject: not a figure</source>
        <translation>否决：不是数据</translation>
    </message>
    <message>
        <source>Decide similar figures…</source>
        <translation>处理同类的…</translation>
    </message>
    <message>
        <source>Go through what has the same cause…</source>
        <translation>查看同因的数据…</translation>
    </message>
    <message>
        <source>Flag, to come back later</source>
        <translation>做标记，待回看</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>写批注…</translation>
    </message>
    <message>
        <source>New figure from the selected text</source>
        <translation>由所选文字新增数据</translation>
    </message>
    <message>
        <source>New figure on top of existing ones</source>
        <translation>在已有数据之上新增</translation>
    </message>
    <message>
        <source>Pair indicators and figures…</source>
        <translation>本分句的指标与数据配对…</translation>
    </message>
    <message>
        <source>Label…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Edit in the form</source>
        <translation>在表单中修改</translation>
    </message>
    <message>
        <source>Apply the form</source>
        <translation>采用表单内容</translation>
    </message>
    <message>
        <source>Apply the form and go to the next</source>
        <translation>采用表单内容，到下一条</translation>
    </message>
    <message>
        <source>Bound: exactly</source>
        <translation>界限：恰为</translation>
    </message>
    <message>
        <source>Bound: at least</source>
        <translation>界限：不少于</translation>
    </message>
    <message>
        <source>Bound: more than</source>
        <translation>界限：超过</translation>
    </message>
    <message>
        <source>Bound: at most</source>
        <translation>界限：不超过</translation>
    </message>
    <message>
        <source>Bound: less than</source>
        <translation>界限：不足</translation>
    </message>
    <message>
        <source>Bound: about</source>
        <translation>界限：约</translation>
    </message>
    <message>
        <source>Actual or target</source>
        <translation>实际／目标</translation>
    </message>
    <message>
        <source>Time of the section…</source>
        <translation>章节的时间…</translation>
    </message>
    <message>
        <source>Split at the cursor, or at each number</source>
        <translation>在光标处拆分，或按每个数字拆开</translation>
    </message>
    <message>
        <source>Join with the next figure</source>
        <translation>与下一条合并</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Labels…</source>
        <translation>管理标签…</translation>
    </message>
    <message>
        <source>Copy the selection</source>
        <translation>复制所选内容</translation>
    </message>
    <message>
        <source>Find in text, figures and notes</source>
        <translation>在正文、数据和批注中查找</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>偏好设置…</translation>
    </message>
    <message>
        <source>Next figure</source>
        <translation>下一条数据</translation>
    </message>
    <message>
        <source>Previous figure</source>
        <translation>上一条数据</translation>
    </message>
    <message>
        <source>Next undecided figure</source>
        <translation>下一条未定的</translation>
    </message>
    <message>
        <source>Previous undecided figure</source>
        <translation>上一条未定的</translation>
    </message>
    <message>
        <source>Next flagged figure</source>
        <translation>下一条有标记的</translation>
    </message>
    <message>
        <source>Previous flagged figure</source>
        <translation>上一条有标记的</translation>
    </message>
    <message>
        <source>Last decided figure</source>
        <translation>最后裁定的一条</translation>
    </message>
    <message>
        <source>Next unrecognised number</source>
        <translation>下一个未识别的数字</translation>
    </message>
    <message>
        <source>Previous unrecognised number</source>
        <translation>上一个未识别的数字</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>Back to the text</source>
        <translation>回到正文</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>正常字号</translation>
    </message>
    <message>
        <source>System colours</source>
        <translation>跟随系统配色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>使用手册</translation>
    </message>
    <message>
        <source>Legend of colours and marks</source>
        <translation>颜色和记号图例</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Print the key list…</source>
        <translation>打印快捷键表…</translation>
    </message>
    <message>
        <source>Open the sample report</source>
        <translation>打开示例报告</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>查看运行记录</translation>
    </message>
    <message>
        <source>About Biaoshu</source>
        <translation>关于标数</translation>
    </message>
    <message>
        <source>Reject because it is</source>
        <translation>否决并注明原因</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时期</translation>
    </message>
    <message>
        <source>Start and end</source>
        <translation>起止位置</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>界限</translation>
    </message>
    <message>
        <source>Panes</source>
        <translation>窗格</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>走读顺序</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Reports and stores ({kinds})</source>
        <translation>报告和标注库 ({kinds})</translation>
    </message>
    <message>
        <source>Reports ({kinds})</source>
        <translation>报告 ({kinds})</translation>
    </message>
    <message>
        <source>Stores (*.biaoshu)</source>
        <translation>标注库 (*.biaoshu)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a folder of reports</source>
        <translation>打开报告文件夹</translation>
    </message>
    <message>
        <source>New store</source>
        <translation>新建标注库</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>Sign decisions with the &amp;name:</source>
        <translation>裁定署名(&amp;N)：</translation>
    </message>
    <message>
        <source>This is &amp;my name: all my decisions stay mine and are shown</source>
        <translation>是我自己的名字(&amp;M)：我已作的裁定仍是我的，照样显示</translation>
    </message>
    <message>
        <source>This is &amp;somebody else: only their decisions are shown from now on</source>
        <translation>是另一个人的名字(&amp;S)：从此只显示那个人的裁定</translation>
    </message>
    <message>
        <source>Save elsewhere</source>
        <translation>另存到别处</translation>
    </message>
    <message>
        <source>Files (*{ending})</source>
        <translation>文件 (*{ending})</translation>
    </message>
    <message>
        <source>Labels (*.jsonl *.json *.zip *.conll *.txt *.csv *.tsv *.ann *.bio)</source>
        <translation>标签 (*.jsonl *.json *.zip *.conll *.txt *.csv *.tsv *.ann *.bio)</translation>
    </message>
    <message>
        <source>Import labels</source>
        <translation>导入标注</translation>
    </message>
    <message>
        <source>Import the labels of {name} as…</source>
        <translation>将 {name} 中的标注导入为……</translation>
    </message>
    <message>
        <source>As decisions, they are signed with your name, one step in each report, which can be undone. As proposals, they wait for somebody to decide on them.</source>
        <translation>“裁定”以您的名字署名：每份报告一步，可撤销。“提议”留待有人裁定。</translation>
    </message>
    <message>
        <source>&amp;Decisions</source>
        <translation>裁定(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Proposals</source>
        <translation>提议(&amp;P)</translation>
    </message>
    <message>
        <source>Key list as PDF</source>
        <translation>快捷键表存为 PDF</translation>
    </message>
    <message>
        <source>Keys.pdf</source>
        <translation>快捷键.pdf</translation>
    </message>
    <message>
        <source>Biaoshu {version}

Review and label the figures in Chinese government work reports.
MIT licence.

Qt {qt} and PySide6 {pyside} are used under the GNU Lesser General Public License, version 3. They are libraries of their own, unchanged, which you may replace by other builds; their source is at code.qt.io.

With Python {python} and SQLite; jieba, pypinyin, justhtml and python-calamine (MIT), sqlite-utils (Apache 2.0), click and XlsxWriter (BSD), pypdfium2 with PDFium (BSD, Apache 2.0), OpenCC&apos;s table of characters (Apache 2.0), Noto Sans SC (OFL 1.1).</source>
        <translation>标数 {version}

审核和标注政府工作报告中的数据。
MIT 许可。

本程序依 GNU 宽通用公共许可证第 3 版（LGPL 3）使用 Qt {qt} 与 PySide6 {pyside}。它们是未经改动的独立程序库，您可以用其他版本替换；其源代码在 code.qt.io。

另用 Python {python} 与 SQLite；jieba、pypinyin、justhtml、python-calamine（MIT），sqlite-utils（Apache 2.0），click、XlsxWriter（BSD），pypdfium2 及 PDFium（BSD、Apache 2.0），OpenCC 的字表（Apache 2.0），Noto Sans SC（OFL 1.1）。</translation>
    </message>
    <message>
        <source>About Biaoshu</source>
        <translation>关于标数</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>There is no report {name} in {path}. Check the name.</source>
        <translation>{path} 中没有报告 {name}。请检查名称。</translation>
    </message>
    <message>
        <source>No numeral stands there. Name another place, or leave the option out to see all.</source>
        <translation>那里没有数字。请指定别处，或去掉该选项以查看全部。</translation>
    </message>
    <message>
        <source>{path} is the store itself. Give the exported figures another name.</source>
        <translation>{path} 就是标注库本身。请为导出的数据另取名称。</translation>
    </message>
    <message>
        <source>The parts are written to files of their own. Name a file for them with -o.</source>
        <translation>分份要各写成文件。请用 -o 指定文件名。</translation>
    </message>
    <message>
        <source>The codebook is written beside the figures. Name a file for them with -o.</source>
        <translation>说明写在数据文件旁边。请用 -o 指定数据文件。</translation>
    </message>
    <message>
        <source>{form} cannot be shown as text on the screen. Name a file for it with -o.</source>
        <translation>{form} 不是能显示在屏幕上的文本。请用 -o 指定文件。</translation>
    </message>
    <message>
        <source>{name} is not an annotator of this store. Name one of: {known}.</source>
        <translation>{name} 不是这个标注库的标注员；请从中选一：{known}。</translation>
    </message>
    <message>
        <source>{period} is no period. Write a year like 2025, or two like 2021/2025.</source>
        <translation>{period} 不是时期。请写成 2025 这样的年份，或 2021/2025 这样的两个年份。</translation>
    </message>
    <message>
        <source>There is no report {name} in the store. Check the name.</source>
        <translation>库中没有报告 {name}。请检查名称。</translation>
    </message>
    <message>
        <source>There is no label {name} in the store. Check the name.</source>
        <translation>库中没有标签 {name}。请检查名称。</translation>
    </message>
    <message>
        <source>The undecided figures of {name} were left out, because an error in the program stopped the work on it. The log has the details: {log}</source>
        <translation>{name} 中未定的数据未导出：程序处理时出错。详情见日志：{log}</translation>
    </message>
    <message>
        <source>Who says of which region and year the reports are? Name the annotator with --annotator.</source>
        <translation>这些报告的地区和年份由谁注明？请用 --annotator 写明标注员。</translation>
    </message>
    <message>
        <source>It is not clear of which region {name} is: {regions}? Say it with --region.</source>
        <translation>{name} 是哪里的报告还不清楚：{regions}？请用 --region 注明。</translation>
    </message>
    <message>
        <source>It is not clear of which year {name} is: {years}? Say it with --year.</source>
        <translation>{name} 是哪一年的报告还不清楚：{years}？请用 --year 注明。</translation>
    </message>
    <message>
        <source>The labels of {name} were left out, because an error in the program stopped the work on it. The log has the details: {log}</source>
        <translation>{name} 的标注未导入：程序处理时出错。详情见日志：{log}</translation>
    </message>
    <message>
        <source>{said} is not a pair. Write it like LABEL=growth.</source>
        <translation>{said} 不成对。请写成 标签=growth。</translation>
    </message>
    <message>
        <source>This cannot be shown on the screen. Name a file for it with -o.</source>
        <translation>这不能显示在屏幕上。请用 -o 给它一个文件名。</translation>
    </message>
    <message>
        <source>There is no indicator {name}. The verb panel with --list prints all of them.</source>
        <translation>没有名为{name}的指标。panel 加 --list 会列出全部指标。</translation>
    </message>
    <message>
        <source>Line {line}: {reason}</source>
        <translation>第 {line} 行：{reason}</translation>
    </message>
    <message>
        <source>An error in the program stopped this. The log has the details: {log}</source>
        <translation>程序出错，操作已中断。详情见日志：{log}</translation>
    </message>
    <message>
        <source>{name} was skipped, because an error in the program stopped the work on it. The log has the details: {log}</source>
        <translation>已跳过 {name}：程序处理时出错。详情见日志：{log}</translation>
    </message>
    <message>
        <source>Reading the report failed. Open it again; the log file has the details.</source>
        <translation>读取报告失败。请重新打开；详情见日志文件。</translation>
    </message>
    <message>
        <source>{name} holds more than {limit} files; open the folders in it.</source>
        <translation>{name}中的文件超过{limit}个；请分别打开其中的文件夹。</translation>
    </message>
    <message>
        <source>{name} holds no files; choose another folder.</source>
        <translation>{name}中没有文件；请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{name} holds no files; choose another archive.</source>
        <translation>{name}中没有文件；请选择其他压缩包。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>无法读取 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{name} is an archive within an archive; unpack it and open it on its own.</source>
        <translation>{name}是压缩包中的压缩包；请解压后单独打开。</translation>
    </message>
    <message>
        <source>{name} holds no rows; choose another file.</source>
        <translation>{name}中没有数据行；请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} is no longer in the archive. Open the archive again.</source>
        <translation>{name} 已不在压缩包中。请重新打开。</translation>
    </message>
    <message>
        <source>Row {row} of {name} cannot be understood.</source>
        <translation>无法理解 {name} 的第 {row} 行。</translation>
    </message>
    <message>
        <source>{number} control or invalid characters were replaced with U+FFFD.</source>
        <translation>有 {number} 个控制字符或非法字符已替换为 U+FFFD。</translation>
    </message>
    <message>
        <source>{number} damaged characters were replaced with U+FFFD.</source>
        <translation>有 {number} 个损坏的字符已替换为 U+FFFD。</translation>
    </message>
    <message>
        <source>{number} characters that were struck out or hidden were left out.</source>
        <translation>已略去被划去或隐藏的{number}个字符。</translation>
    </message>
    <message>
        <source>{number} documents inserted into this one could not be read; open them in Word and paste their text.</source>
        <translation>文档中插入的{number}份文档无法读取；请在Word中打开，并把其中的文字粘贴进来。</translation>
    </message>
    <message>
        <source>{name} is nested too deeply. Save it again in Word or WPS.</source>
        <translation>{name}嵌套层数过多。请在Word或WPS中重新保存。</translation>
    </message>
    <message>
        <source>{name} holds more than {limit} characters; split it and open the parts.</source>
        <translation>{name}超过{limit}个字符；请拆分后分别打开。</translation>
    </message>
    <message>
        <source>{name} contains a document type declaration, which no office program writes; it may be meant to do harm. Save it again in Word or WPS.</source>
        <translation>{name}带有文档类型声明，办公软件不会这样写，可能是恶意文件。请在Word或WPS中重新保存。</translation>
    </message>
    <message>
        <source>{name} is damaged, or is not the kind of file that its name says. Save it again.</source>
        <translation>{name}已损坏，或与其文件名所示的类型不符。请重新保存。</translation>
    </message>
    <message>
        <source>{name} is neither UTF-8 nor GB18030 text; save it as UTF-8 and open it again.</source>
        <translation>{name} 既非 UTF-8 也非 GB18030 文本；请另存为 UTF-8 后重新打开。</translation>
    </message>
    <message>
        <source>{name} is in the old format of Word or WPS. Install LibreOffice and let it be used for such files, or open it in Word or WPS, save it as .docx and open that.</source>
        <translation>{name} 是 Word 或 WPS 的旧格式。请安装 LibreOffice 并允许用它读取这类文件，或用 Word 或 WPS 打开，另存为 .docx 再打开。</translation>
    </message>
    <message>
        <source>{name} is protected by a password. Save it without one and open it again.</source>
        <translation>{name}有密码保护。请取消密码后重新保存并打开。</translation>
    </message>
    <message>
        <source>{name} is a rich text file. Install LibreOffice and let it be used for such files, or open it in Word or WPS, save it as .docx and open that.</source>
        <translation>{name} 是 RTF 文件。请安装 LibreOffice 并允许用它读取这类文件，或用 Word 或 WPS 打开，另存为 .docx 再打开。</translation>
    </message>
    <message>
        <source>{name} is an OpenDocument text. Install LibreOffice and let it be used for such files, or save it as .docx and open that.</source>
        <translation>{name} 是 OpenDocument 文本。请安装 LibreOffice 并允许用它读取这类文件，或另存为 .docx 再打开。</translation>
    </message>
    <message>
        <source>{name} is a picture. Have its text recognized (OCR), save that as .txt or .docx and open it.</source>
        <translation>{name}是图片。请先识别文字（OCR），存为.txt或.docx后再打开。</translation>
    </message>
    <message>
        <source>{name} is an OFD document. Save it as PDF or as text in its reader and open that.</source>
        <translation>{name}是OFD文件。请在OFD阅读器中另存为PDF或文本后再打开。</translation>
    </message>
    <message>
        <source>{name} was made by another office program. Save it there as .docx and open that.</source>
        <translation>{name}是其他办公软件的文件。请在该软件中另存为.docx后再打开。</translation>
    </message>
    <message>
        <source>{name} is an archive of a kind that cannot be opened here. Unpack it and open what is in it.</source>
        <translation>{name}的压缩格式无法在此打开。请解压后打开其中的文件。</translation>
    </message>
    <message>
        <source>{name} is a Parquet table under another name. Have it end in .parquet and open it.</source>
        <translation>{name}是Parquet表，但后缀不符。请把后缀改为.parquet后再打开。</translation>
    </message>
    <message>
        <source>{name} is a program or a database, not a text. Choose another file.</source>
        <translation>{name}是程序或数据库，不是文本。请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} is not a kind of file that can be read ({known}); save it as plain text.</source>
        <translation>{name} 不是可读取的格式（{known}）；请另存为纯文本。</translation>
    </message>
    <message>
        <source>{name} is a label file, no report. Import it as labels: in the window with Import labels…, on the command line with --as decisions or --as proposals.</source>
        <translation>{name} 是标签文件，不是报告。请按标签导入：在窗口中用“导入标签…”，在命令行中用 --as decisions 或 --as proposals。</translation>
    </message>
    <message>
        <source>{name} is open in another program, which does not let it be read. Close it there and try again.</source>
        <translation>{name} 正在另一个程序中打开，别的程序无法读取。请在那里关闭后重试。</translation>
    </message>
    <message>
        <source>{name} is a folder; choose a file in it.</source>
        <translation>{name} 是文件夹；请选其中的文件。</translation>
    </message>
    <message>
        <source>{name} is not a file but a device or a pipe; choose another.</source>
        <translation>{name}不是文件而是设备或管道；请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} is larger than {limit} MB; split it and open the parts.</source>
        <translation>{name} 超过 {limit} MB；请拆分后分别打开。</translation>
    </message>
    <message>
        <source>{name} is empty; choose another file.</source>
        <translation>{name} 是空文件；请另选文件。</translation>
    </message>
    <message>
        <source>{name} holds several reports; open it on its own.</source>
        <translation>{name}含有多篇报告；请单独打开。</translation>
    </message>
    <message>
        <source>{name} holds no text; choose another file.</source>
        <translation>{name} 没有文字；请另选文件。</translation>
    </message>
    <message>
        <source>The clipboard holds more than {limit} characters. Copy only the report, or one part of it at a time.</source>
        <translation>剪贴板中的文字超过 {limit} 个字符。请只复制报告本身，或分几部分复制。</translation>
    </message>
    <message>
        <source>The clipboard holds no text. Copy the report&apos;s text first.</source>
        <translation>剪贴板中没有文本。请先复制报告的文字。</translation>
    </message>
    <message>
        <source>LibreOffice took longer than {seconds} seconds over {name} and was ended. Open it in Word or WPS, save it as .docx and open that.</source>
        <translation>LibreOffice 处理 {name} 超过 {seconds} 秒，已被结束。请用 Word 或 WPS 打开，另存为 .docx 再打开。</translation>
    </message>
    <message>
        <source>LibreOffice needed more than {memory} MB of memory for {name} and was ended. Open it in Word or WPS, save it as .docx and open that.</source>
        <translation>LibreOffice 处理 {name} 用了超过 {memory} MB 内存，已被结束。请用 Word 或 WPS 打开，另存为 .docx 再打开。</translation>
    </message>
    <message>
        <source>LibreOffice wrote more than {size} MB for {name} and was ended. Open it in Word or WPS, save it as .docx and open that.</source>
        <translation>LibreOffice 处理 {name} 时写入了超过 {size} MB，已被结束。请用 Word 或 WPS 打开，另存为 .docx 再打开。</translation>
    </message>
    <message>
        <source>LibreOffice could not read {name}. Open it in Word or WPS, save it as .docx and open that.</source>
        <translation>LibreOffice 无法读取 {name}。请用 Word 或 WPS 打开，另存为 .docx 再打开。</translation>
    </message>
    <message>
        <source>{name} is a Parquet table, which is read only where the package pyarrow is installed. Save it as CSV or JSON lines (.jsonl) and open that.</source>
        <translation>{name}是Parquet表，装有pyarrow时才能读取。请把它另存为CSV或JSON Lines（.jsonl）后再打开。</translation>
    </message>
    <message>
        <source>{name} holds more than {limit} rows; split it and open the parts.</source>
        <translation>{name}超过{limit}行；请拆分后打开各部分。</translation>
    </message>
    <message>
        <source>{name} has no column of texts; name the column that holds them.</source>
        <translation>{name}中没有正文列；请指明哪一列是正文。</translation>
    </message>
    <message>
        <source>{name} unpacks to more than {limit} MB; split it and open the parts.</source>
        <translation>{name}解压后超过{limit} MB；请拆分后分别打开。</translation>
    </message>
    <message>
        <source>{name} is a scan: its pages are pictures. Have its text recognized (OCR), save that as .txt or .docx and open it.</source>
        <translation>{name}是扫描件，各页均为图片。请先识别文字（OCR），存为.txt或.docx后再打开。</translation>
    </message>
    <message>
        <source>{name} does not say which characters the shapes in its fonts stand for. Have its text recognized (OCR), save that as .txt or .docx and open it.</source>
        <translation>{name}的字体没有说明所绘的是哪些字。请先识别文字（OCR），存为.txt或.docx后再打开。</translation>
    </message>
    <message>
        <source>{number} pages hold no text; they may be scans.</source>
        <translation>有{number}页没有文字，可能是扫描页。</translation>
    </message>
    <message>
        <source>{name} has more than {limit} pages; split it and open the parts.</source>
        <translation>{name}超过{limit}页；请拆分后分别打开。</translation>
    </message>
    <message>
        <source>Reading {name} took longer than {seconds} seconds and was stopped. Split it and import the parts.</source>
        <translation>读取 {name} 超过 {seconds} 秒，已放弃。请拆分后分别导入。</translation>
    </message>
    <message>
        <source>{name} stopped the program that reads it: the file is damaged, meant to do harm, or too large. Split it and import the parts.</source>
        <translation>{name} 使读取程序中断：文件损坏、带有恶意或过大。请拆分后分别导入。</translation>
    </message>
    <message>
        <source>Reading {name} took longer than {seconds} seconds and was stopped. Open it once more where the computer was busy, else save it as plain text and open that.</source>
        <translation>读取{name}超过{seconds}秒，已放弃。若当时电脑正忙，请再打开一次；否则请另存为纯文本后再打开。</translation>
    </message>
    <message>
        <source>Reading {name} took longer than {seconds} seconds and was stopped. Save it as plain text and open that.</source>
        <translation>读取{name}超过{seconds}秒，已放弃。请另存为纯文本后再打开。</translation>
    </message>
    <message>
        <source>{name} stopped the program that reads it: the file is damaged, meant to do harm, or needs too much memory. Save it as plain text and open that.</source>
        <translation>{name}使读取程序中断：文件已损坏、含恶意内容或需要过多内存。请另存为纯文本后再打开。</translation>
    </message>
    <message>
        <source>{name} holds too much text; split it and open the parts.</source>
        <translation>{name}的文字过多；请拆分后分别打开。</translation>
    </message>
    <message>
        <source>{name} cannot be understood. Save it as plain text and open that.</source>
        <translation>无法解读{name}。请另存为纯文本后再打开。</translation>
    </message>
    <message>
        <source>{name} needs more than {memory} MB of memory to be read. Save it as plain text and open that.</source>
        <translation>读取{name}需要超过{memory} MB内存。请另存为纯文本后再打开。</translation>
    </message>
    <message>
        <source>Line {line} of {name} cannot be read as a row of a table.</source>
        <translation>{name}第{line}行无法按表格读取。</translation>
    </message>
    <message>
        <source>{name} is a table of exported figures, not of reports. Export them as JSON lines (.jsonl) and bring those in as labels.</source>
        <translation>{name}是导出的数据表，不是报告。请将数据导出为JSON行（.jsonl），再作为标注导入。</translation>
    </message>
    <message>
        <source>Line {line} of {name} is not a JSON object.</source>
        <translation>{name}第{line}行不是JSON对象。</translation>
    </message>
    <message>
        <source>{name} is not JSON, or its list is too long; save it as JSON lines.</source>
        <translation>{name}不是JSON，或列表过长；请另存为JSONL。</translation>
    </message>
    <message>
        <source>{name} has no column {column}; it has {known}.</source>
        <translation>{name}中没有“{column}”列；它的列是：{known}。</translation>
    </message>
    <message>
        <source>{name} has no sheet {sheet}; it has {known}.</source>
        <translation>{name}中没有工作表“{sheet}”；它的工作表是：{known}。</translation>
    </message>
    <message>
        <source>{name} is a table of numbers and has no column of texts. Save the text of each report as .txt or .docx and open that, or put the texts into a column.</source>
        <translation>{name}是数字表格，没有正文列。请将各份报告的文字另存为.txt或.docx后打开，或把正文放进表中的一列。</translation>
    </message>
    <message>
        <source>Row {row} of {name} has no text in the column {column}.</source>
        <translation>{name}第{row}行的“{column}”列没有文字。</translation>
    </message>
    <message>
        <source>The cell of its text is full with {number} characters: its end is probably cut off.</source>
        <translation>正文所在的单元格已满（{number}个字符），末尾很可能被截断。</translation>
    </message>
    <message>
        <source>Its text stands in {number} rows of the table, which were put together.</source>
        <translation>正文分在表格的{number}行中，已合为一份报告。</translation>
    </message>
    <message>
        <source>Row {number} of the table names another region than the report&apos;s title and text, and was not believed.</source>
        <translation>表格第{number}行所填的地区与报告标题、正文不符，以标题和正文为准。</translation>
    </message>
    <message>
        <source>Row {number} of the table names another year than the report&apos;s title and text, and was not believed.</source>
        <translation>表格第{number}行所填的年份与报告标题、正文不符，以标题和正文为准。</translation>
    </message>
    <message>
        <source>{count} rows of {name} have no text and were passed over: {rows}.</source>
        <translation>{name}中有{count}行没有正文，已略过：第{rows}行。</translation>
    </message>
    <message>
        <source>{name} has cells far away from its table (the last in row {row}). Delete the rows and columns behind the table, save it and open it again.</source>
        <translation>{name}中有远离表格的单元格（最后一个在第{row}行）。请删除表格后面的行和列，保存后重新打开。</translation>
    </message>
    <message>
        <source>{name} holds no text of its own; save the complete page, or its text as .txt.</source>
        <translation>{name}本身没有正文；请完整保存网页，或将正文存为.txt。</translation>
    </message>
    <message>
        <source>{number} characters outside the article were left out.</source>
        <translation>已略去正文之外的{number}个字符。</translation>
    </message>
    <message>
        <source>{name} holds no page; save the page again, as HTML.</source>
        <translation>{name}中没有网页；请将网页重新另存为HTML。</translation>
    </message>
    <message>
        <source>{name} contains a document type declaration, which no office program writes; it may be meant to do harm. Save it again in Excel or WPS.</source>
        <translation>{name}含有文档类型声明，办公软件不会这样写，可能有害。请在Excel或WPS中重新保存。</translation>
    </message>
    <message>
        <source>{name} unpacks to more than {limit} MB or {parts} files; unpack it and open a part of it.</source>
        <translation>{name}解压后超过{limit} MB或{parts}个文件；请解压后打开其中一部分。</translation>
    </message>
    <message>
        <source>{name} is not a file but a link or a device in an archive. Put the file itself into the archive.</source>
        <translation>{name}在压缩包里不是文件而是链接或设备。请把文件本身打包。</translation>
    </message>
    <message>
        <source>There is no {name}.txt in the same folder.</source>
        <translation>旁边没有 {name}.txt。</translation>
    </message>
    <message>
        <source>This is not an entity with its span.</source>
        <translation>这不是带位置的实体。</translation>
    </message>
    <message>
        <source>{number} figures that run over a line end are cut in two there.</source>
        <translation>{number} 个跨行的数据在行末被分成两段。</translation>
    </message>
    <message>
        <source>{number} spaces are written as ▁.</source>
        <translation>{number} 个空白字符写作 ▁。</translation>
    </message>
    <message>
        <source>This is not a character with its tag.</source>
        <translation>这不是一个字和它的标记。</translation>
    </message>
    <message>
        <source>{number} figures overlap others; a doccano project drops them unless it allows overlap.</source>
        <translation>{number} 条数据与其他数据重叠；doccano 项目若不允许重叠，会丢弃它们。</translation>
    </message>
    <message>
        <source>{number} rejected or undecided figures were left out; this format has no place for them.</source>
        <translation>{number} 条已否决或未定的数据未写入；此格式无处可放。</translation>
    </message>
    <message>
        <source>{number} figures are exported without the words their attributes were read from; JSONL includes those.</source>
        <translation>{number} 处数据未带属性所依据的文字；JSONL 里有。</translation>
    </message>
    <message>
        <source>{number} figures are exported with their spans and kinds only; this format has no place for values and other attributes.</source>
        <translation>{number} 条数据只有片段和类别；数值等其余内容此格式无处可放。</translation>
    </message>
    <message>
        <source>{number} figures that overlap a longer one were left out.</source>
        <translation>{number} 个与更长数据重叠的数据未写入。</translation>
    </message>
    <message>
        <source>A figure of {report} is not where it should be in the text ({start} to {end}). Nothing was written.</source>
        <translation>{report} 中有一条数据不在应在的位置（{start} 至 {end}）。未写入任何内容。</translation>
    </message>
    <message>
        <source>{value} is not an offset.</source>
        <translation>{value} 不是位置。</translation>
    </message>
    <message>
        <source>{value} is not a list of spans.</source>
        <translation>{value} 不是片段的列表。</translation>
    </message>
    <message>
        <source>There is no text in it.</source>
        <translation>其中没有文本。</translation>
    </message>
    <message>
        <source>{value} is not a span with a label.</source>
        <translation>{value} 不是带标签的片段。</translation>
    </message>
    <message>
        <source>{value} is not a label.</source>
        <translation>{value} 不是标签。</translation>
    </message>
    <message>
        <source>The words from {start} to {end} are different.</source>
        <translation>{start} 到 {end} 处的文字与所记不符。</translation>
    </message>
    <message>
        <source>This is not a JSON object.</source>
        <translation>这不是 JSON 对象。</translation>
    </message>
    <message>
        <source>Line {line} is not an exported figure. Check the file.</source>
        <translation>第 {line} 行不是导出的数据。请检查文件。</translation>
    </message>
    <message>
        <source>This is not an exported figure.</source>
        <translation>这不是导出的数据。</translation>
    </message>
    <message>
        <source>Nothing in {path} is labelled. What can be read is what these export with labels in it: doccano, Label Studio (annotations, completions or predictions), brat (.ann beside .txt), spaCy, Prodigy, CoNLL, CSV or JSONL.</source>
        <translation>{path} 里什么都没有标注。可以读取这些程序带标签的导出：doccano、Label Studio（annotations、completions 或 predictions）、brat（.ann 与 .txt 放在一起）、spaCy、Prodigy、CoNLL、CSV 或 JSONL。</translation>
    </message>
    <message>
        <source>{path} is in the format of UIMA and INCEpTION, which is not read. Export CoNLL or JSON lines there.</source>
        <translation>{path} 是 UIMA 和 INCEpTION 的格式，不能读取。请在那里导出 CoNLL 或 JSON 行。</translation>
    </message>
    <message>
        <source>{path} is Label Studio&apos;s labelling config, which has no labels in it. Export the tasks as JSON.</source>
        <translation>{path} 是 Label Studio 的标注配置，里面没有标签。请把任务导出为 JSON。</translation>
    </message>
    <message>
        <source>{path} holds no labels in a format that can be read: doccano, Label Studio, brat, spaCy, Prodigy, CoNLL or JSONL.</source>
        <translation>{path} 中没有能读的标注：doccano、Label Studio、brat、spaCy、Prodigy、CoNLL 或 JSONL。</translation>
    </message>
    <message>
        <source>{path} is larger than {limit} MB. Split it.</source>
        <translation>{path} 超过 {limit} MB。请拆分。</translation>
    </message>
    <message>
        <source>{path} is spaCy&apos;s packed form (DocBin), which is not read. Save its documents as JSON lines with text and entities.</source>
        <translation>{path} 是 spaCy 的打包格式（DocBin），不能读取。请把其中的文档存为带 text 和 entities 的 JSON 行。</translation>
    </message>
    <message>
        <source>{path} is not in UTF-8. Save it in UTF-8 and try again.</source>
        <translation>{path} 不是 UTF-8 编码。请另存为 UTF-8 后重试。</translation>
    </message>
    <message>
        <source>{path} is not a complete archive. Make or download it again.</source>
        <translation>{path} 不是完整的压缩包。请重新生成或下载。</translation>
    </message>
    <message>
        <source>It is damaged in the archive.</source>
        <translation>它在压缩包中已损坏。</translation>
    </message>
    <message>
        <source>{path} is not a complete JSON file. Make or download it again.</source>
        <translation>{path} 不是完整的 JSON 文件。请重新生成或下载。</translation>
    </message>
    <message>
        <source>{path} cannot be read as a table of figures or labels. Save it as CSV again.</source>
        <translation>{path} 不能当作数据或标签的表格读取。请重新存为 CSV。</translation>
    </message>
    <message>
        <source>This line cannot be understood.</source>
        <translation>无法理解这一行。</translation>
    </message>
    <message>
        <source>{number} rejected figures were left out; this format has no place for them.</source>
        <translation>{number} 处已否决的数据未写入；此格式没有位置。</translation>
    </message>
    <message>
        <source>{number} notes and flags were left out.</source>
        <translation>{number} 处批注和标记未写入。</translation>
    </message>
    <message>
        <source>It was skipped there and is left out.</source>
        <translation>在原程序中已跳过，不导入。</translation>
    </message>
    <message>
        <source>This task cannot be understood.</source>
        <translation>无法理解这个任务。</translation>
    </message>
    <message>
        <source>Its text has more than {limit} characters, which is too long for a report.</source>
        <translation>它的文本超过 {limit} 个字符，不是报告的文本。</translation>
    </message>
    <message>
        <source>{number} figures without a period were left out, because this format needs a time for each.</source>
        <translation>{number} 处没有时期的数据未写入；此格式每项都要有时间。</translation>
    </message>
    <message>
        <source>{number} labels without a number were left out.</source>
        <translation>{number} 处没有数值的标签未写入。</translation>
    </message>
    <message>
        <source>It cannot be told how the offsets of this text are counted: several ways of counting put its labels on sound words. Export it anew, with the words of each label.</source>
        <translation>看不出这段文字的位置是怎样计数的：有几种数法都能让标签落在合理的文字上。请重新导出，并带上每个标签的文字。</translation>
    </message>
    <message>
        <source>It cannot be told how the offsets of this text are counted: no way of counting puts all its labels on sound words. Export it anew, with the words of each label.</source>
        <translation>看不出这段文字的位置是怎样计数的：哪种数法都不能让全部标签落在合理的文字上。请重新导出，并带上每个标签的文字。</translation>
    </message>
    <message>
        <source>The span from {start} to {end} cuts a character in two.</source>
        <translation>{start} 到 {end} 把一个字切成两半。</translation>
    </message>
    <message>
        <source>{start} to {end} is not a span of the text.</source>
        <translation>{start} 到 {end} 不是文本中的片段。</translation>
    </message>
    <message>
        <source>It was answered with {answer} and is left out.</source>
        <translation>那里的回答是 {answer}，不收。</translation>
    </message>
    <message>
        <source>{number} reports are named by their digests only; their texts are missing.</source>
        <translation>{number} 份报告只写其摘要值，不含正文。</translation>
    </message>
    <message>
        <source>{number} values have more digits than Excel keeps and are written as text.</source>
        <translation>{number} 个数值的位数超出 Excel 能保留的，写为文本。</translation>
    </message>
    <message>
        <source>{number} texts are longer than a cell can hold and were cut.</source>
        <translation>{number} 段文字超出单元格容量，已截短。</translation>
    </message>
    <message>
        <source>{count} figures are more than a sheet can hold. Choose fewer reports, or export CSV.</source>
        <translation>{count} 处数据超出一张表的容量。请少选些报告，或导出 CSV。</translation>
    </message>
    <message>
        <source>This was interrupted before it was finished. The log says why (Help › Show the log).</source>
        <translation>操作中途中断。原因见日志（帮助 › 显示日志）。</translation>
    </message>
    <message>
        <source>The figures of {name} were not found, because the process that looked for them came to an end. The computer may be short of memory: try again with fewer processes (--jobs).</source>
        <translation>{name} 的数据没有找出来，因为处理它的进程中途结束了。电脑内存可能不足：请用更少的进程（--jobs）再试。</translation>
    </message>
    <message>
        <source>{number} disputes are not settled and were left out; settle them first.</source>
        <translation>{number} 处分歧尚未裁决，没有导出；请先裁决。</translation>
    </message>
    <message>
        <source>{form} marks words in the reports&apos; text and cannot be exported without it.</source>
        <translation>{form} 标在报告原文上，不能不带原文。</translation>
    </message>
    <message>
        <source>{path} is the name of a store. Give the exported figures another name.</source>
        <translation>{path} 是标注库的名称。请为导出的数据另取名称。</translation>
    </message>
    <message>
        <source>A cluster needs the program&apos;s extra “cluster” (dask), which is not installed. Leave out --scheduler, or install it: pip install &apos;biaoshu[cluster]&apos;.</source>
        <translation>使用集群需要本程序的附加组件“cluster”（dask），目前未安装。请去掉 --scheduler，或安装：pip install &apos;biaoshu[cluster]&apos;。</translation>
    </message>
    <message>
        <source>No cluster answers at {scheduler}. Check the address, or leave out --scheduler.</source>
        <translation>{scheduler} 处没有集群应答。请检查地址，或去掉 --scheduler。</translation>
    </message>
    <message>
        <source>A figure of {report} lies outside its text ({start} to {end}). Nothing was written.</source>
        <translation>{report} 有一条数据超出正文（{start} 至 {end}）。没有写出任何内容。</translation>
    </message>
    <message>
        <source>There is no kind or label named {name}. Make the label, or say which one it stands for.</source>
        <translation>没有名为 {name} 的类型或标签。请先建标签，或说明它对应什么。</translation>
    </message>
    <message>
        <source>Nobody decided on it there. Import it as a proposal.</source>
        <translation>那里无人裁定过。请作为提议导入。</translation>
    </message>
    <message>
        <source>What was proposed lies outside the report.</source>
        <translation>当时的提议在报告之外。</translation>
    </message>
    <message>
        <source>It was rejected there and is no proposal.</source>
        <translation>那里已否决，不作提议。</translation>
    </message>
    <message>
        <source>There is no number in the words.</source>
        <translation>这些字里没有数。</translation>
    </message>
    <message>
        <source>The file does not say whose decisions these are. Name the annotator.</source>
        <translation>文件没有说明是谁的裁定。请指定标注员。</translation>
    </message>
    <message>
        <source>The source needs a name other than {name}. Give it with --source.</source>
        <translation>来源需要一个不同于 {name} 的名称，请用 --source 给出。</translation>
    </message>
    <message>
        <source>There is no report with the digest {digest}.</source>
        <translation>没有摘要为 {digest} 的报告。</translation>
    </message>
    <message>
        <source>It does not say which report it is about (report or digest).</source>
        <translation>没有说明是哪份报告（report 或 digest）。</translation>
    </message>
    <message>
        <source>Several reports are named {name}; name its digest.</source>
        <translation>有几份报告都叫 {name}，请写出它的摘要（digest）。</translation>
    </message>
    <message>
        <source>There is no report named {name}.</source>
        <translation>没有名为 {name} 的报告。</translation>
    </message>
    <message>
        <source>It has no {field}.</source>
        <translation>缺少 {field}。</translation>
    </message>
    <message>
        <source>{start} to {end} is not a span of the report.</source>
        <translation>{start} 至 {end} 不是报告中的片段。</translation>
    </message>
    <message>
        <source>The report has other words from {start} to {end}: {words}</source>
        <translation>报告中 {start} 至 {end} 的文字不同：{words}</translation>
    </message>
    <message>
        <source>Several reports are named {name}.</source>
        <translation>有几份报告都叫 {name}。</translation>
    </message>
    <message>
        <source>No report of the store has this text or name. Import the report first.</source>
        <translation>库中没有这一文本或名称的报告。请先导入报告。</translation>
    </message>
    <message>
        <source>These words are in several places of {name}. Label more of the text around them.</source>
        <translation>这些文字在 {name} 中有几处。请把前后文字一并标注。</translation>
    </message>
    <message>
        <source>These words are in several reports: {names}. Name the report.</source>
        <translation>这些文字在几份报告中都有：{names}。请指明报告。</translation>
    </message>
    <message>
        <source>No line of a report in the store reads like this.</source>
        <translation>库中没有一份报告有这一行。</translation>
    </message>
    <message>
        <source>The report has a different text, and the label gives no words to look for.</source>
        <translation>报告文本不同，而标注没有带可供查找的原话。</translation>
    </message>
    <message>
        <source>{words} is no longer in the report.</source>
        <translation>报告里已没有“{words}”。</translation>
    </message>
    <message>
        <source>{words} is in the report, but with other words around it.</source>
        <translation>报告里有“{words}”，但前后文字不同。</translation>
    </message>
    <message>
        <source>{words} is in several places of the report.</source>
        <translation>报告里有几处“{words}”。</translation>
    </message>
    <message>
        <source>{path} stopped the program that reads it.</source>
        <translation>{path} 使读取程序中断。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}). Check the name.</source>
        <translation>无法读取 {path}（{reason}）。请检查名称。</translation>
    </message>
    <message>
        <source>{name} holds no report, only links or headings. Save the page of the report itself.</source>
        <translation>{name} 里没有报告，只有链接或标题。请另存报告正文所在的网页。</translation>
    </message>
    <message>
        <source>The text of {name} breaks off; its end is missing. Look for the whole text.</source>
        <translation>{name} 的正文中断，缺少结尾。请找完整的文本。</translation>
    </message>
    <message>
        <source>The text of {name} is in the store already as {other}, with other blanks, marks or title. Remove one of the two.</source>
        <translation>{name} 的正文已在标注库中，名为 {other}，只是空白、标点或标题不同。请移除其中一份。</translation>
    </message>
    <message>
        <source>{name} is named for {said}, but its text is a report of {found}. Look which of them is right.</source>
        <translation>{name} 的名称写的是{said}，正文却是{found}的报告。请核对哪个正确。</translation>
    </message>
    <message>
        <source>{name} is named for {said}, but its text is a report of the year {found}. Look which of them is right.</source>
        <translation>{name} 的名称写的是 {said} 年，正文却是 {found} 年的报告。请核对哪个正确。</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}). Nothing was found yet; choose another place for it.</source>
        <translation>{path} 无法写入（{reason}）。尚未找到任何数据；请换一个位置。</translation>
    </message>
    <message>
        <source>{path} is open in another program and was not changed. Close it there and go on with --resume: what was found is kept in a file next to it.</source>
        <translation>{path} 正在另一个程序中打开，保持原样。请在那里关闭后用 --resume 继续，已找到的内容保存在它旁边。</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}). What was found so far is kept in a file next to it; go on with --resume.</source>
        <translation>{path} 无法写入（{reason}）。已找到的内容保存在它旁边；用 --resume 接着做。</translation>
    </message>
    <message>
        <source>{said} is not a ratio. Write it like 80/10/10 or 80/20.</source>
        <translation>{said} 不是比例。请写成 80/10/10 或 80/20。</translation>
    </message>
    <message>
        <source>The text contains {number} invisible characters, which may show numbers in reverse order.</source>
        <translation>文中有{number}个不可见字符，可能使数字显示颠倒。</translation>
    </message>
    <message>
        <source>{number} invisible characters and unusual blanks in the text are read as if they were not there.</source>
        <translation>文中有{number}个不可见字符和特殊空白，识别时视同不存在。</translation>
    </message>
    <message>
        <source>The page holds no report, only {number} lines of links or headings.</source>
        <translation>这一页没有报告，只有 {number} 行链接或标题。</translation>
    </message>
    <message>
        <source>The text breaks off after {number} characters; its end is missing.</source>
        <translation>正文在第 {number} 个字处中断，缺少结尾。</translation>
    </message>
    <message>
        <source>The text is of another region than its name or row says.</source>
        <translation>正文的地区与文件名或表格所写的不同。</translation>
    </message>
    <message>
        <source>The text is of another year than its name or row says.</source>
        <translation>正文的年份与文件名或表格所写的不同。</translation>
    </message>
    <message>
        <source>The store holds this text once more, with other blanks, marks or another title.</source>
        <translation>标注库里还有一份同样的正文，只是空白、标点或标题不同。</translation>
    </message>
    <message>
        <source>{value} is not a number of at most {most} digits.</source>
        <translation>{value} 不是不超过 {most} 位的数。</translation>
    </message>
    <message>
        <source>A value has at most {most} numbers.</source>
        <translation>一个数值最多含 {most} 个数。</translation>
    </message>
    <message>
        <source>{period} is not a period. Write 2025, 2021/2025 or 2025-01/2025-09.</source>
        <translation>{period} 不是时期。请写成 2025、2021/2025 或 2025-01/2025-09。</translation>
    </message>
    <message>
        <source>{year} is not a year. Write it like 1997.</source>
        <translation>{year}不是年份。请写成 1997 这样。</translation>
    </message>
    <message>
        <source>{field} cannot be {word}; it is one of: {words}.</source>
        <translation>{field} 不能是 {word}，只能是：{words}。</translation>
    </message>
    <message>
        <source>{field} is not a text.</source>
        <translation>{field} 不是文字。</translation>
    </message>
    <message>
        <source>{field} has more than {most} characters.</source>
        <translation>{field} 超过 {most} 个字符。</translation>
    </message>
    <message>
        <source>The confidence {confidence} is not a number from 0 to 1.</source>
        <translation>置信度 {confidence} 不是 0 到 1 之间的数字。</translation>
    </message>
    <message>
        <source>The unit of a composition must be % or empty.</source>
        <translation>结构没有单位，或单位为 %。</translation>
    </message>
    <message>
        <source>Only a composition has more than two numbers; a range has two.</source>
        <translation>只有结构可以多于两个数；区间为两个数。</translation>
    </message>
    <message>
        <source>Windows does not allow a file with the name {name}. Call it {other}.</source>
        <translation>Windows 不能用 {name} 作文件名，请改名为 {other}。</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}). A file that was already there is unchanged; choose another place.</source>
        <translation>无法写入 {path}（{reason}）。原有文件未变；请另选位置。</translation>
    </message>
    <message>
        <source>{path} is open in another program and was not changed. Close it there and try again; what was written is kept in {kept}.</source>
        <translation>{path} 正在另一个程序中打开，保持原样。请在那里关闭后重试；已写好的内容保存在 {kept}。</translation>
    </message>
    <message>
        <source>Nothing could be written into {path} ({reason}). Choose another place.</source>
        <translation>无法写入 {path}（{reason}）。请另选位置。</translation>
    </message>
    <message>
        <source>The relations of these concepts make a circle: {names}. Take one of them away.</source>
        <translation>这些概念的关联成了一个环：{names}。请去掉其中一个。</translation>
    </message>
    <message>
        <source>No report says anything of what was chosen. Choose other indicators, or other kinds.</source>
        <translation>没有报告说到所选的内容。请选别的指标或别的类别。</translation>
    </message>
    <message>
        <source>{path} would be the name of the structure too. Give the data another name.</source>
        <translation>{path} 也会是结构文件的名称。请给数据换一个名称。</translation>
    </message>
    <message>
        <source>{name} has no region or no year. File them in its properties.</source>
        <translation>{name}没有登记地区或年份。请在它的属性里登记。</translation>
    </message>
    <message>
        <source>{name} is filed for {region}, which may be {areas}. File the region with what it lies in.</source>
        <translation>{name}登记的地区是{region}，可能是{areas}。请连同上级地区一起登记。</translation>
    </message>
    <message>
        <source>{number} reports are filed for {region} and {year}: {names}. Their values share cells.</source>
        <translation>有{number}篇报告登记为{region}{year}年：{names}。它们的值在同一格里。</translation>
    </message>
    <message>
        <source>{path} was not written, because you stopped it. What was there is unchanged.</source>
        <translation>已停止，没有写入 {path}；原有的文件没有改动。</translation>
    </message>
    <message>
        <source>A label needs a Chinese name of at most {most} characters.</source>
        <translation>标签要有中文名，最多 {most} 个字。</translation>
    </message>
    <message>
        <source>The key {key} cannot be used. Choose a letter, or 8, 9 or 0.</source>
        <translation>不能用按键 {key}。请选一个字母，或 8、9、0。</translation>
    </message>
    <message>
        <source>There is a label or kind named {name} already. Choose another name.</source>
        <translation>已有名为“{name}”的标签或类别。请换一个名称。</translation>
    </message>
    <message>
        <source>The key {key} already belongs to {name}. Choose another key.</source>
        <translation>按键 {key} 已用于“{name}”。请换一个按键。</translation>
    </message>
    <message>
        <source>{name} is on {count} figures and cannot be retired. Merge it into another label instead.</source>
        <translation>“{name}”用在 {count} 条数据上，不能停用。可把它并入另一个标签。</translation>
    </message>
    <message>
        <source>{name} can only be merged into another label that is in use.</source>
        <translation>“{name}”只能并入另一个在用的标签。</translation>
    </message>
    <message>
        <source>The file is damaged: {reason}.</source>
        <translation>文件已损坏：{reason}。</translation>
    </message>
    <message>
        <source>{number} rows of the table {table} refer to rows of the table {other} that are missing.</source>
        <translation>表 {table} 中有 {number} 行所引用的表 {other} 的行已不存在。</translation>
    </message>
    <message>
        <source>The text of {report} is not the one that was added.</source>
        <translation>{report}的文本已非加入时的文本。</translation>
    </message>
    <message>
        <source>A sitting of {name} is not as it was stored ({reason}).</source>
        <translation>{name}的一次连续裁定的记录与保存时不符（{reason}）。</translation>
    </message>
    <message>
        <source>The store&apos;s list of the layouts it has had is wrong.</source>
        <translation>标注库对自身结构版本的记录不正确。</translation>
    </message>
    <message>
        <source>The annotator {name} is not as first stored ({reason}).</source>
        <translation>标注员{name}的记录与登记时不符（{reason}）。</translation>
    </message>
    <message>
        <source>The report {report} is not as it was added ({reason}).</source>
        <translation>报告{report}与加入时不符（{reason}）。</translation>
    </message>
    <message>
        <source>A change of a label or of the panel, made at {at}, is not as it was written ({reason}).</source>
        <translation>{at} 的一次改标签、改所学或面板操作与写入时不符（{reason}）。</translation>
    </message>
    <message>
        <source>A proposal of {source}, made at {at}, is not as it was added ({reason}).</source>
        <translation>来源{source}于 {at} 的一条提议与导入时不符（{reason}）。</translation>
    </message>
    <message>
        <source>The record of the merge made at {at} cannot be read ({reason}).</source>
        <translation>{at} 那次合并的记录无法读取（{reason}）。</translation>
    </message>
    <message>
        <source>The stored number of decisions on the report {digest} is wrong ({reason}).</source>
        <translation>所存报告 {digest} 的裁定计数不正确（{reason}）。</translation>
    </message>
    <message>
        <source>What the store says about itself cannot be right ({reason}).</source>
        <translation>标注库对自身的记录不可能正确（{reason}）。</translation>
    </message>
    <message>
        <source>Decision {seq} of {name}, made at {at}, is not as it was written ({reason}).</source>
        <translation>{name}的第 {seq} 条裁定（{at}）已非写入时的内容（{reason}）。</translation>
    </message>
    <message>
        <source>{number} decisions of {name} are missing after {at}.</source>
        <translation>{name}在 {at} 之后缺失 {number} 条裁定。</translation>
    </message>
    <message>
        <source>{path} was moved or deleted while it was open. Put it back and try again; nothing was saved.</source>
        <translation>{path} 在打开期间被移动或删除。请放回原处再试；本次没有保存。</translation>
    </message>
    <message>
        <source>{path} is the store that is open here. Give the copy another name.</source>
        <translation>{path} 正是此处打开的标注库。请给副本另取一名。</translation>
    </message>
    <message>
        <source>{path} is a link that leads back to itself. Choose another file.</source>
        <translation>{path} 是一个绕成圈的链接。请选择其他文件。</translation>
    </message>
    <message>
        <source>{path} is not a file but a device or a pipe. Choose another.</source>
        <translation>{path} 不是文件而是设备或管道。请选择其他文件。</translation>
    </message>
    <message>
        <source>{path} is a folder. Name a file in it.</source>
        <translation>{path} 是文件夹。请写出其中的一个文件。</translation>
    </message>
    <message>
        <source>There is no store at {path}. Check the name.</source>
        <translation>{path} 处没有标注库。请检查名称。</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist. Create it or choose another.</source>
        <translation>文件夹 {folder} 不存在。请先建立，或另选一个。</translation>
    </message>
    <message>
        <source>A row of the table {table} cannot be added to this store ({reason}).</source>
        <translation>表 {table} 中有一行无法并入本标注库（{reason}）。</translation>
    </message>
    <message>
        <source>{name}, who writes in this store, is called {other} in {path}, and will be called so here too after the merge.</source>
        <translation>在本标注库中裁定的{name}在 {path} 中名为{other}，合并后在这里也用此名。</translation>
    </message>
    <message>
        <source>{path} has decisions of {name} that differ from those known here under the same numbers. They were left out; check both stores.</source>
        <translation>{path} 中{name}的一些裁定与这里相同编号的裁定不同，已略去。请检查两个标注库。</translation>
    </message>
    <message>
        <source>{path} has {number} more decisions in a sitting of {name} that took place in this store. They were left out as forged; if {name} did write them, open {path} and merge this store into it.</source>
        <translation>{path} 中比这里多 {number} 条裁定，接在{name}在本标注库中进行的一次连续裁定之后，已作为伪造略去；若确为{name}所写，请打开 {path}，再把本标注库合并进去。</translation>
    </message>
    <message>
        <source>{number} decisions of {name}, who writes in this store, come from another copy of it, {path}.</source>
        <translation>{name}（在本标注库中裁定者）的 {number} 条裁定来自本标注库的另一个副本 {path}。</translation>
    </message>
    <message>
        <source>{number} decisions of {name}, who writes in this store, come from another store, {path}.</source>
        <translation>以{name}（在本标注库中裁定者）之名的 {number} 条裁定来自另一个标注库 {path}。</translation>
    </message>
    <message>
        <source>{number} changes of labels, of what was learnt or of the panel in the name of {name}, who writes in this store, come from {path}.</source>
        <translation>{number} 次以{name}（在本标注库中裁定者）之名的改标签、改所学或面板操作来自 {path}。</translation>
    </message>
    <message>
        <source>There is no merge into {path} that could be taken back.</source>
        <translation>{path} 没有可撤回的合并。</translation>
    </message>
    <message>
        <source>The text of {report} is complete; its name and what its file said about it may have changed.</source>
        <translation>{report} 的正文完好；它的名称和文件自述可能已变。</translation>
    </message>
    <message>
        <source>The name of an annotator is lost; {name} stands in its place.</source>
        <translation>一名标注员的姓名已丢失，以 {name} 代替。</translation>
    </message>
    <message>
        <source>{number} decisions of {name} are missing between {after} and {before}.</source>
        <translation>{name} 的 {number} 条裁定缺失，在 {after} 与 {before} 之间。</translation>
    </message>
    <message>
        <source>The text of {report} is lost, and with it {number} decisions on it, which are still in the damaged file. Repair it again together with an older copy that has the text.</source>
        <translation>{report} 的正文已丢失，它的 {number} 条裁定因此未进新库，仍在损坏的文件里。请连同有这份正文的旧副本再修复一次。</translation>
    </message>
    <message>
        <source>{number} changes of labels, of what was learnt or of the panel are missing.</source>
        <translation>缺失 {number} 条标签、所学或面板的改动。</translation>
    </message>
    <message>
        <source>{number} proposals of other programs are missing.</source>
        <translation>缺失其他程序的 {number} 条提议。</translation>
    </message>
    <message>
        <source>{number} decisions come directly after a gap, so nothing proves that they are as they were written. Look at them: {decisions}</source>
        <translation>{number} 条裁定紧接在缺口之后：无从证明它们与写下时相同。请查看：{decisions}</translation>
    </message>
    <message>
        <source>{number} decisions came with merges about which nothing else is known; some may have been taken back.</source>
        <translation>{number} 条裁定来自合并，而那些合并的记录已丢失：其中有的可能已被撤回。</translation>
    </message>
    <message>
        <source>The disk failed while {path} was in use ({reason}). What was saved before is safe; free some space or reconnect the disk, then try again.</source>
        <translation>使用 {path} 时磁盘出错（{reason}）。此前保存的内容完好；请腾出空间或重新接好磁盘，再试一次。</translation>
    </message>
    <message>
        <source>{path} refused this ({reason}). Nothing was changed.</source>
        <translation>{path} 拒绝了这一操作（{reason}）。没有作任何改动。</translation>
    </message>
    <message>
        <source>{path} cannot be opened ({reason}). Choose another place.</source>
        <translation>无法打开 {path}（{reason}）。请另选位置。</translation>
    </message>
    <message>
        <source>{path} is open in another window. Close it there first.</source>
        <translation>{path} 已在另一个窗口打开。请先在那里关闭。</translation>
    </message>
    <message>
        <source>{path} was written by a newer version of this program. Update the program.</source>
        <translation>{path} 由本程序的更新版本写成。请升级程序。</translation>
    </message>
    <message>
        <source>{path} is not a store of this program. Choose another file.</source>
        <translation>{path} 不是本程序的标注库。请另选文件。</translation>
    </message>
    <message>
        <source>{path} is damaged ({reason}). Keep the file as it is; File › Restore a backup lists copies made earlier, and File › Repair a damaged store saves what can still be read.</source>
        <translation>{path} 已损坏（{reason}）。请原样保留该文件；“文件 › 恢复备份”列有先前的副本，“文件 › 修复损坏的标注库”救出还读得出的内容。</translation>
    </message>
    <message>
        <source>The disk is full: {path} was not written. What was saved before is safe; free some space, then try again.</source>
        <translation>磁盘已满：{path} 未写入。此前保存的内容完好；请腾出空间，再试一次。</translation>
    </message>
    <message>
        <source>{path} is open in another program. Close it there and try again; nothing was changed.</source>
        <translation>{path} 正在另一个程序中打开。请在那里关闭后重试；没有任何改动。</translation>
    </message>
    <message>
        <source>No file can be made in {folder}. Choose another folder.</source>
        <translation>{folder} 中无法新建文件。请另选文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be written to. Copy it to a folder where you may write, and open the copy.</source>
        <translation>{path} 不可写入。请复制到有写权限的文件夹，打开副本。</translation>
    </message>
    <message>
        <source>{path} was copied while a window had it open: its last decisions may be missing. Ask for a copy made with File › Share a copy.</source>
        <translation>{path} 是在打开期间被复制的，最后的若干裁定可能缺失。请索取用“文件 › 另存副本供分享”所存的副本。</translation>
    </message>
    <message>
        <source>The last decisions of {name} are not as expected: some are missing or were changed. Check the store, and restore a backup if the check says so.</source>
        <translation>{name}的裁定末尾不符：有缺失或被改动。请核查标注库，必要时恢复备份。</translation>
    </message>
    <message>
        <source>{path} is not the file that was open here before: another file now has its name. The last decisions of the earlier file, which are not in this one, were saved in {log}; File › Repair reads what is in it.</source>
        <translation>{path} 已不是先前在此打开的文件：它的名字被另一个文件占用。先前文件最后的裁定不在这个文件里，已另存到 {log}；可用“文件 › 修复”读出其中的内容。</translation>
    </message>
    <message>
        <source>{path} is not the file that was open here before: another file now has its name. The earlier file was saved completely in {kept}; merge it into this one, or restore it as a backup.</source>
        <translation>{path} 已不是先前在此打开的文件：它的名字被另一个文件占用。先前的文件已完整保存为 {kept}；可把它合并进来，或作为备份恢复。</translation>
    </message>
    <message>
        <source>This cannot be stored, because it could not be read back ({reason}). Nothing was written.</source>
        <translation>这项内容无法保存：写入后将无法读回（{reason}）。没有写入任何内容。</translation>
    </message>
    <message>
        <source>Nothing of a store is left in {path}. File › Restore a backup lists copies made earlier.</source>
        <translation>{path} 里没有留下标注库的任何内容。“文件 › 恢复备份”列出较早的副本。</translation>
    </message>
    <message>
        <source>{path} already exists. Give the repaired store another name.</source>
        <translation>{path} 已经存在。请给修复后的标注库另取名称。</translation>
    </message>
    <message>
        <source>{path} changed while it was being read. Try again when nobody writes to it.</source>
        <translation>读取时 {path} 有变动。请在无人写入时再试。</translation>
    </message>
    <message>
        <source>{number} pages in the log of {path} are damaged; earlier versions of them were read.</source>
        <translation>{path} 的日志里有 {number} 页损坏；已改读它们较早的版本。</translation>
    </message>
    <message>
        <source>The log next to {path} belongs to another file and was left out; repair it by itself: {log}</source>
        <translation>{path} 旁边的日志属于另一个文件，未读入；请单独修复它：{log}</translation>
    </message>
    <message>
        <source>{path} no longer says how much was in it: more may be missing than is listed.</source>
        <translation>{path} 已说不出自己原有多少内容：实际缺失的可能比列出的多。</translation>
    </message>
    <message>
        <source>{path} already exists. Give the copy another name.</source>
        <translation>{path} 已存在。请给副本另取一名。</translation>
    </message>
    <message>
        <source>{path} is the store that is open here. Choose another one.</source>
        <translation>{path} 正是此处打开的标注库。请另选一个。</translation>
    </message>
    <message>
        <source>{number} names or labels that came into {path} with a merge had been forged so that no decisions could be stored. They were removed, and all decisions are there.</source>
        <translation>随合并进入 {path} 的名字或标签中有 {number} 项是人为伪造的，会使标注库无法再接受裁定。它们已被取出，所有裁定都在。</translation>
    </message>
    <message>
        <source>An annotator needs a name. Enter one.</source>
        <translation>标注员须有姓名。请填写。</translation>
    </message>
    <message>
        <source>{path} cannot store another decision: a forged row used up the order numbers. Take the last merge back in the File menu, or restore a backup made before it.</source>
        <translation>{path} 无法再接受裁定：一条人为伪造的记录用尽了次序号。请在“文件”菜单撤回最近一次合并，或恢复合并之前的备份。</translation>
    </message>
    <message>
        <source>The report {digest} is not in {path}. Add it again.</source>
        <translation>{path} 中没有报告 {digest}。请重新加入。</translation>
    </message>
    <message>
        <source>No store is open. Open one first, or make a new one with Ctrl+N.</source>
        <translation>尚未打开标注库。请先打开一个，或按 Ctrl+N 新建。</translation>
    </message>
    <message>
        <source>No report is open. Open one with Ctrl+O first.</source>
        <translation>尚未打开报告。请先按 Ctrl+O 打开一份。</translation>
    </message>
    <message>
        <source>Others&apos; decisions in this report are hidden from you. Show them first (View menu).</source>
        <translation>您正在不看他人裁定的情况下审阅这份报告。请先在“视图”菜单中显示他人的裁定。</translation>
    </message>
    <message>
        <source>No other source reads this figure differently.</source>
        <translation>没有其他来源对这条数据另有读法。</translation>
    </message>
    <message>
        <source>That would overlap a confirmed figure. Move or reject that figure first.</source>
        <translation>这会与已确认的数据重叠。请先移动或否决那一条。</translation>
    </message>
    <message>
        <source>The window that has {path} open does not answer, so nothing was opened here. Wait for it, or end it, and start again; or press Ctrl+O to open another store.</source>
        <translation>已打开 {path} 的窗口没有响应，因此这里什么也没有打开。请等它恢复或结束它，再重新启动；按 Ctrl+O 可打开别的标注库。</translation>
    </message>
    <message>
        <source>Reading the text was interrupted, so nothing was done. Try again in a moment.</source>
        <translation>读取文本中断，这一步没有执行。请稍后再试。</translation>
    </message>
    <message>
        <source>Reading the report was interrupted. Open it again.</source>
        <translation>读取报告中断。请重新打开。</translation>
    </message>
    <message>
        <source>The text is still being read, so nothing was done. Try again in a moment.</source>
        <translation>文本还在读取，这一步没有执行。请稍后再试。</translation>
    </message>
    <message>
        <source>The undecided figures of {number} reports were left out, because finding them was interrupted. The log says why.</source>
        <translation>{number} 份报告中未定的数据未导出：识别中断。原因见日志。</translation>
    </message>
    <message>
        <source>{name} was skipped. The log says why (Help › Show the log).</source>
        <translation>已跳过 {name}。原因见日志（帮助 › 显示日志）。</translation>
    </message>
    <message>
        <source>No labels were imported as decisions into this store since the program started.</source>
        <translation>启动以来没有向这个库以裁定方式导入过标注。</translation>
    </message>
    <message>
        <source>The panel could not be read. Open it again; the log says why (Help › Show the log).</source>
        <translation>面板没有读出来。请再打开一次；原因见日志（帮助 › 查看日志）。</translation>
    </message>
    <message>
        <source>{name} is another annotator of this store. To decide as {name}, choose “This is somebody else”; for yourself, choose another name.</source>
        <translation>{name} 在这里是另一位标注员。要以 {name} 的身份裁定，请选择“是另一个人的名字”；您自己请另取一个名字。</translation>
    </message>
    <message>
        <source>The store is damaged: {faults}</source>
        <translation>标注库不完整：{faults}</translation>
    </message>
    <message>
        <source>No backup could be made: {reason} Decisions are still saved as before.</source>
        <translation>未能备份：{reason}裁定照常存盘。</translation>
    </message>
    <message>
        <source>{path} had {remembered} decisions when it was closed here and has {there} now. File › Restore a backup shows what is missing.</source>
        <translation>{path} 上次在此关闭时有 {remembered} 条裁定，现仅有 {there} 条。“文件 › 恢复备份”可看出缺了什么。</translation>
    </message>
    <message>
        <source>{path} is in a synced or shared folder ({by}), where a store can be damaged. Keep it on this computer, and give others copies made with File › Share a copy.</source>
        <translation>{path} 位于同步或共享文件夹（{by}）中，标注库可能受损。请放在本机，用“文件 › 另存副本供分享”传给他人。</translation>
    </message>
    <message>
        <source>The store {path}, which was open last, is no longer there. A new one is open; open yours with Ctrl+O.</source>
        <translation>上次的标注库 {path} 已不在原处。现已打开一个新库；可按 Ctrl+O 打开您的标注库。</translation>
    </message>
    <message>
        <source>No report is open. Open one first.</source>
        <translation>没有打开的报告。请先打开一篇。</translation>
    </message>
    <message>
        <source>{name} itself says which encoding it has; there is nothing to choose.</source>
        <translation>{name}自带编码信息，无须选择。</translation>
    </message>
    <message>
        <source>Figures of {name} have already been decided; in another encoding they would be in other places.</source>
        <translation>{name}中已有数据经过判定；换编码后位置会变。</translation>
    </message>
    <message>
        <source>Every file opened since the start could be read, and nothing was noticed about them.</source>
        <translation>启动以来打开的文件都能读入，也没有发现问题。</translation>
    </message>
    <message>
        <source>There is no other report in this store. Open the older version as well.</source>
        <translation>标注库中没有其他报告。请把旧版本也打开。</translation>
    </message>
    <message>
        <source>Every decision is on disk; there is nothing to save elsewhere.</source>
        <translation>每条裁定均已存盘，无须另存。</translation>
    </message>
    <message>
        <source>There is no backup of {path} yet. One is made while you work.</source>
        <translation>{path} 还没有备份。工作期间会自动备份。</translation>
    </message>
    <message>
        <source>{path} was not repaired, because you stopped it. Nothing was written.</source>
        <translation>{path} 未修复：已由你停止。没有写入任何内容。</translation>
    </message>
    <message>
        <source>There is no such candidate for this figure.</source>
        <translation>这条数据没有这个候选指标。</translation>
    </message>
    <message>
        <source>No other period is offered for this figure.</source>
        <translation>这条数据没有别的候选时期。</translation>
    </message>
    <message>
        <source>No words beside the figure are selected. Select those that name its indicator first.</source>
        <translation>没有选中数据以外的文字。请先选中作为指标的文字。</translation>
    </message>
    <message>
        <source>The text typed in the form cannot be read, so nothing else was done: {typed}. Correct it there, or discard it with Esc.</source>
        <translation>表单中输入的内容读不出，所以暂不做别的：{typed}。请在表单中改正，或按 Esc 放弃。</translation>
    </message>
    <message>
        <source>No other report in the list is unfinished.</source>
        <translation>列表中没有其他未完成的报告。</translation>
    </message>
    <message>
        <source>{left} figures are undecided. Decide on them first; then the report can be marked as done.</source>
        <translation>还有 {left} 条数据未定。请先逐条裁定，然后才能标为已完成。</translation>
    </message>
    <message>
        <source>No report was removed or archived since the window opened. The list shows earlier ones.</source>
        <translation>窗口打开以来没有移除或归档过报告。更早的可在列表中查看。</translation>
    </message>
    <message>
        <source>No step is selected. Open the history and select one.</source>
        <translation>没有选中步骤。请打开历史并选择一步。</translation>
    </message>
    <message>
        <source>The words of this indicator do not stand near the figure. Select words and press Q.</source>
        <translation>这个指标的文字不在数据附近。请选中文字后按 Q。</translation>
    </message>
    <message>
        <source>No text is selected. Select some first, with the mouse or with Shift and the arrow keys.</source>
        <translation>没有选中文字。请先用鼠标，或用 Shift 加方向键选中。</translation>
    </message>
    <message>
        <source>This report has no figure. Select a number and press N first.</source>
        <translation>本报告没有数据。请先选中一个数字，按 N 新增。</translation>
    </message>
    <message>
        <source>There is no other figure in this sentence. Pairing needs two figures or more.</source>
        <translation>本句没有别的数据。配对至少要有两条数据。</translation>
    </message>
    <message>
        <source>No undecided figure has the cause of the last correction.</source>
        <translation>没有与上一次更正同因的未裁定数据。</translation>
    </message>
    <message>
        <source>The report is still being read, so nothing was done. Try again in a moment.</source>
        <translation>报告还在读取，所以什么也没做。请稍后再试。</translation>
    </message>
    <message>
        <source>The selected rows are already rejected.</source>
        <translation>所选各行均已否决。</translation>
    </message>
    <message>
        <source>The selected rows say that already, or cannot say it.</source>
        <translation>所选各行已是如此，或者不能这样改。</translation>
    </message>
    <message>
        <source>No undecided figure is similar to the one rejected or corrected last.</source>
        <translation>没有与最近否决或修改的那条同类的未定数据。</translation>
    </message>
    <message>
        <source>There is not a number on each side of the cursor. Put the cursor between two numbers of the figure.</source>
        <translation>光标两侧并非都有数字。请把光标放在这条数据的两个数字之间。</translation>
    </message>
    <message>
        <source>No other figure follows in this sentence. Go to the first of the two.</source>
        <translation>本句之后没有别的数据。请先到两条中的前一条。</translation>
    </message>
    <message>
        <source>The plot is too large for a picture. Save it as SVG.</source>
        <translation>这张图太大，存不成图片。请存为 SVG。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made ({reason}). Make a store elsewhere with Ctrl+N.</source>
        <translation>无法建立文件夹 {folder}（{reason}）。请按 Ctrl+N 在别处新建标注库。</translation>
    </message>
    <message>
        <source>No figure of this report is flagged.</source>
        <translation>本报告没有做了标记的数据。</translation>
    </message>
    <message>
        <source>There is already a confirmed figure here. Move or reject it, or add this one on top of it with Shift+N.</source>
        <translation>这里已有确认的数据。请移动或否决它，或按 Shift+N 叠加一条。</translation>
    </message>
    <message>
        <source>There is already a confirmed figure here. Press Shift with the label&apos;s key to put the label on top of it.</source>
        <translation>这里已有确认的数据。按 Shift 加标签的键可叠加在它之上。</translation>
    </message>
    <message>
        <source>The selection holds no number. Select the digits with their unit.</source>
        <translation>所选文字中没有数字。请连同单位一起选中数字。</translation>
    </message>
    <message>
        <source>That step is undone, or it belongs to another annotator. Choose a step of your own that is not undone.</source>
        <translation>该步骤已撤销，或是他人的。请选择自己未撤销的一步。</translation>
    </message>
    <message>
        <source>The text typed in the table cannot be read, so nothing else was done: {typed}. Correct it there, or discard it with Esc.</source>
        <translation>表中输入的内容读不出，所以暂不做别的：{typed}。请在格中改正，或按 Esc 放弃。</translation>
    </message>
    <message>
        <source>The text typed for the selected rows is not used yet, so nothing else was done: {typed}. Press Enter to see what it would change, or discard it with Esc.</source>
        <translation>为选中的各行输入的文字还没有用上，所以别的什么也没有做：{typed}。按回车看它会改什么，或按 Esc 放弃。</translation>
    </message>
    <message>
        <source>This report has no unrecognised numbers.</source>
        <translation>本报告没有遗漏的数字。</translation>
    </message>
    <message>
        <source>There is no figure here yet. Confirm or reject the number first.</source>
        <translation>这里还没有数据。请先确认或否决这个数字。</translation>
    </message>
    <message>
        <source>No store is open. Open one with Ctrl+O first.</source>
        <translation>没有打开标注库。请先用 Ctrl+O 打开一个。</translation>
    </message>
</context>
<context>
    <name>figure_list</name>
    <message>
        <source>sentence</source>
        <translation>本句</translation>
    </message>
    <message>
        <source>paragraph</source>
        <translation>本段</translation>
    </message>
    <message>
        <source>section</source>
        <translation>本节</translation>
    </message>
    <message>
        <source>table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>report</source>
        <translation>全文</translation>
    </message>
</context>
<context>
    <name>filter</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Kind or label</source>
        <translation>类别或标签</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Flag and note</source>
        <translation>标记与批注</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>有标记</translation>
    </message>
    <message>
        <source>with a note</source>
        <translation>有批注</translation>
    </message>
    <message>
        <source>neither</source>
        <translation>无标记无批注</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>brat: standoff files and annotation.conf, zipped</source>
        <translation>brat：standoff 文件及 annotation.conf，压缩包</translation>
    </message>
    <message>
        <source>CoNLL: one character and its BIO tag per line</source>
        <translation>CoNLL：每行一个字及其 BIO 标签</translation>
    </message>
    <message>
        <source>CSV: a table with one row per figure</source>
        <translation>CSV：表格，一行一条数据</translation>
    </message>
    <message>
        <source>doccano: reports with spans, JSON lines</source>
        <translation>doccano：报告及其片段，JSON 行</translation>
    </message>
    <message>
        <source>HTML: annotated pages with a table, to read and to print</source>
        <translation>HTML：带标注和表格的网页，供阅读和打印</translation>
    </message>
    <message>
        <source>Hugging Face: a dataset with its card, zipped</source>
        <translation>Hugging Face：带说明卡的数据集，压缩包</translation>
    </message>
    <message>
        <source>INCEpTION: UIMA CAS as XMI and JSON, zipped</source>
        <translation>INCEpTION：UIMA CAS 的 XMI 和 JSON，压缩包</translation>
    </message>
    <message>
        <source>JSONL: complete records, one per line</source>
        <translation>JSONL：完整记录，一行一条</translation>
    </message>
    <message>
        <source>Label Studio: annotations and predictions, with the labelling config, zipped</source>
        <translation>Label Studio：标注与预测，附标注配置，压缩包</translation>
    </message>
    <message>
        <source>SDMX-CSV: one observation per row, for statistics</source>
        <translation>SDMX-CSV：一行一个观测值，供统计使用</translation>
    </message>
    <message>
        <source>spaCy: reports with entities, JSON lines</source>
        <translation>spaCy：报告及其实体，JSON 行</translation>
    </message>
    <message>
        <source>W3C Web Annotation: quotes and positions, JSON-LD</source>
        <translation>W3C Web Annotation：引文与位置，JSON-LD</translation>
    </message>
    <message>
        <source>xBRL-JSON: facts with a small taxonomy, zipped</source>
        <translation>xBRL-JSON：事实数据和小型分类标准，压缩包</translation>
    </message>
    <message>
        <source>Excel (.xlsx): a table with one row per figure</source>
        <translation>Excel（.xlsx）：表格，一行一条数据</translation>
    </message>
</context>
<context>
    <name>home</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>已定</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>Unrecognised</source>
        <translation>未识别</translation>
    </message>
    <message>
        <source>Disputed</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>Last decision</source>
        <translation>最近裁定</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>By region</source>
        <translation>按地区</translation>
    </message>
    <message>
        <source>By year</source>
        <translation>按年份</translation>
    </message>
    <message>
        <source>(not known)</source>
        <translation>（不详）</translation>
    </message>
</context>
<context>
    <name>import_dialogs</name>
    <message>
        <source>The file of {name}</source>
        <translation>{name}的文件</translation>
    </message>
    <message>
        <source>Read with another encoding</source>
        <translation>换一种编码读取</translation>
    </message>
    <message>
        <source>The file was read as {encoding}. Read it as:</source>
        <translation>现按{encoding}读取。改按：</translation>
    </message>
</context>
<context>
    <name>label_import</name>
    <message>
        <source>{name}: {read} labels read, {placed} placed</source>
        <translation>{name}：读到 {read} 处标注，落位 {placed} 处</translation>
    </message>
    <message>
        <source>{number} found by their words, because the report&apos;s text is different</source>
        <translation>其中 {number} 处按原话找回：报告文本已不同</translation>
    </message>
    <message>
        <source>{number} were already there</source>
        <translation>{number} 处原已如此</translation>
    </message>
    <message>
        <source>{number} refused:</source>
        <translation>{number} 处未收：</translation>
    </message>
    <message>
        <source>{number} × {reason} (line {where})</source>
        <translation>{number} 处：{reason}（第 {where} 行）</translation>
    </message>
</context>
<context>
    <name>library</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>已移除</translation>
    </message>
    <message>
        <source>Date added</source>
        <translation>按加入顺序</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>By year</source>
        <translation>按年份</translation>
    </message>
    <message>
        <source>By region</source>
        <translation>按地区</translation>
    </message>
    <message>
        <source>By progress</source>
        <translation>按进度</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>已折叠</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>not counted yet</source>
        <translation>尚未统计</translation>
    </message>
    <message>
        <source>{count} undecided</source>
        <translation>未定 {count} 条</translation>
    </message>
    <message>
        <source>{decided} of {found} decided</source>
        <translation>共 {found} 条，已定 {decided} 条</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>Grouped by region</source>
        <translation>按地区分组</translation>
    </message>
    <message>
        <source>Grouped by year</source>
        <translation>按年份分组</translation>
    </message>
</context>
<context>
    <name>newer_version</name>
    <message>
        <source>In the older version</source>
        <translation>旧版本中</translation>
    </message>
    <message>
        <source>In this version</source>
        <translation>本版本中</translation>
    </message>
    <message>
        <source>What is carried over</source>
        <translation>将沿用的裁定</translation>
    </message>
    <message>
        <source>{count} decisions are carried over.</source>
        <translation>沿用 {count} 条裁定。</translation>
    </message>
    <message>
        <source>The words of {count} figures have changed (listed above); these figures stay undecided.</source>
        <translation>{count} 条数据的文字有变（见上），留待裁定。</translation>
    </message>
    <message>
        <source>{count} are no longer in the text: {words}</source>
        <translation>{count} 条已无对应位置：{words}</translation>
    </message>
    <message>
        <source>Carry over</source>
        <translation>沿用</translation>
    </message>
</context>
<context>
    <name>preferences</name>
    <message>
        <source>Same as the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Okabe and Ito (colour-blind-safe)</source>
        <translation>Okabe–Ito（色觉障碍可辨）</translation>
    </message>
    <message>
        <source>Tol (colour-blind-safe)</source>
        <translation>Tol（色觉障碍可辨）</translation>
    </message>
    <message>
        <source>Light to dark (for any colour vision)</source>
        <translation>由深到浅（任何色觉可辨）</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Where it is installed</source>
        <translation>已安装时</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>界面颜色</translation>
    </message>
    <message>
        <source>Highlight colours</source>
        <translation>标记配色</translation>
    </message>
    <message>
        <source>Font of the text</source>
        <translation>正文字体</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>正文字号</translation>
    </message>
    <message>
        <source>Line height</source>
        <translation>行高</translation>
    </message>
    <message>
        <source>Order of the figures</source>
        <translation>走查顺序</translation>
    </message>
    <message>
        <source>.doc and .wps through LibreOffice</source>
        <translation>用 LibreOffice 读取 .doc 和 .wps</translation>
    </message>
    <message>
        <source>Backups of a store, at most</source>
        <translation>每个标注库的备份最多占用</translation>
    </message>
    <message>
        <source>Smooth scrolling</source>
        <translation>平滑滚动</translation>
    </message>
</context>
<context>
    <name>rows</name>
    <message>
        <source>ticked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation>未勾选</translation>
    </message>
</context>
<context>
    <name>sections</name>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>目标</translation>
    </message>
</context>
<context>
    <name>store_dialogs</name>
    <message>
        <source>while working</source>
        <translation>工作期间</translation>
    </message>
    <message>
        <source>before a merge</source>
        <translation>合并之前</translation>
    </message>
    <message>
        <source>before many decisions at once</source>
        <translation>批量裁定之前</translation>
    </message>
    <message>
        <source>before a backup was restored</source>
        <translation>恢复备份之前</translation>
    </message>
    <message>
        <source>before an update</source>
        <translation>升级之前</translation>
    </message>
    <message>
        <source>Merge stores</source>
        <translation>合并标注库</translation>
    </message>
    <message>
        <source>Stores (*.biaoshu)</source>
        <translation>标注库 (*.biaoshu)</translation>
    </message>
    <message>
        <source>The store to restore</source>
        <translation>要恢复的标注库</translation>
    </message>
    <message>
        <source>The store to repair</source>
        <translation>要修复的标注库</translation>
    </message>
    <message>
        <source>Stores and logs (*.biaoshu *-wal)</source>
        <translation>标注库和日志 (*.biaoshu *-wal)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Older copies that fill in what is missing</source>
        <translation>用来补上缺失内容的旧副本</translation>
    </message>
    <message>
        <source>What the merge will add</source>
        <translation>合并将带来</translation>
    </message>
    <message>
        <source>New: {reports} reports, {labels} labels, {proposals} proposals.</source>
        <translation>新增：{reports} 份报告、{labels} 个标签、{proposals} 条提议。</translation>
    </message>
    <message>
        <source>Two different texts are called {name}; both are kept.</source>
        <translation>有两份不同文本都叫{name}，两者均保留。</translation>
    </message>
    <message>
        <source>Nothing new: everything in these stores is already here.</source>
        <translation>没有新内容：这些标注库中的一切此处都已有。</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>Check of the store</source>
        <translation>标注库核查</translation>
    </message>
    <message>
        <source>Every row is as it was written, and {reports} reports are complete.</source>
        <translation>每一行都与写入时一致；{reports} 份报告完整。</translation>
    </message>
    <message>
        <source>What was repaired</source>
        <translation>修复结果</translation>
    </message>
    <message>
        <source>Read: {reports} of {all_reports} reports, {labels} of {all_labels} changes of labels, {proposals} of {all_proposals} proposals.</source>
        <translation>读出：报告 {reports}／{all_reports}，标签改动 {labels}／{all_labels}，提议 {proposals}／{all_proposals}。</translation>
    </message>
    <message>
        <source>The new store is {path}; the damaged file is as it was.</source>
        <translation>新标注库是 {path}；损坏的文件原样未动。</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>没有缺失。</translation>
    </message>
    <message>
        <source>Repair again with an older copy…</source>
        <translation>连同旧副本再修复一次…</translation>
    </message>
    <message>
        <source>Open the new store</source>
        <translation>打开新库</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>缘由</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Reports: {then} in the backup, {now} now. The present contents are kept as a backup of their own.</source>
        <translation>报告：备份中 {then} 份，现有 {now} 份。现有内容会另存为一份备份。</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>……另有 {count} 条</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原有</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>After</source>
        <translation>合并后</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读出</translation>
    </message>
    <message>
        <source>After a gap</source>
        <translation>缺口之后</translation>
    </message>
    <message>
        <source>In the backup</source>
        <translation>备份中</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现有</translation>
    </message>
    <message>
        <source>Lost if restored</source>
        <translation>恢复后将失去</translation>
    </message>
</context>
<context>
    <name>task</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>typed</name>
    <message>
        <source>This value cannot be read. Write 559.2亿, 5%—6%, 三分之二 or plain digits; 5 6 is a range.</source>
        <translation>无法识别这个数值。可写 559.2亿、5%—6%、三分之二，或直接写数字：5 6 表示区间。</translation>
    </message>
    <message>
        <source>Write a range with the lower number first: 5 10. Write a composition as 3:5:2.</source>
        <translation>区间须由低到高：5 10。结构写作 3:5:2。</translation>
    </message>
    <message>
        <source>The unit of a composition must be % or empty.</source>
        <translation>结构没有单位，或单位为 %。</translation>
    </message>
    <message>
        <source>This period cannot be read. Write 2025, 2021-2025, 十四五 or 2025年上半年, or leave it empty.</source>
        <translation>无法识别这个时期。可写 2025、2021-2025、十四五 或 2025年上半年，也可以留空。</translation>
    </message>
    <message>
        <source>This base year cannot be read. Write a year like 1997, or leave it empty.</source>
        <translation>基期不是年份。请写 1997，或留空。</translation>
    </message>
</context>
<context>
    <name>versions</name>
    <message>
        <source>No figure here</source>
        <translation>此处没有数据</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Level</source>
        <translation>总量</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比率</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>增速</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>增减量</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>位次</translation>
    </message>
    <message>
        <source>Multiple</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>Composition</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>exactly</source>
        <translation>恰为</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>不少于</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>超过</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>不超过</translation>
    </message>
    <message>
        <source>less than</source>
        <translation>不足</translation>
    </message>
    <message>
        <source>about</source>
        <translation>约</translation>
    </message>
    <message>
        <source>Actual</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>已修正</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已否决</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>a date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>an ordinal</source>
        <translation>序数</translation>
    </message>
    <message>
        <source>a name or slogan</source>
        <translation>名称或口号</translation>
    </message>
    <message>
        <source>a qualifier</source>
        <translation>限定语</translation>
    </message>
    <message>
        <source>the report&apos;s own count</source>
        <translation>报告自身的计数</translation>
    </message>
    <message>
        <source>other reasons</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>琥珀</translation>
    </message>
    <message>
        <source>Olive</source>
        <translation>橄榄</translation>
    </message>
    <message>
        <source>Jade</source>
        <translation>翡翠</translation>
    </message>
    <message>
        <source>Sky blue</source>
        <translation>天蓝</translation>
    </message>
    <message>
        <source>Indigo</source>
        <translation>靛蓝</translation>
    </message>
    <message>
        <source>Plum</source>
        <translation>梅紫</translation>
    </message>
    <message>
        <source>Slate</source>
        <translation>灰蓝</translation>
    </message>
    <message>
        <source>detector</source>
        <translation>检测器</translation>
    </message>
    <message>
        <source>carried over</source>
        <translation>同因更正</translation>
    </message>
</context>
</TS>
