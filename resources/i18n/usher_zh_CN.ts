<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>About</name>
    <message>
        <source>About Usher</source>
        <translation>关于 Usher</translation>
    </message>
    <message>
        <source>Recognises people at the door, on this computer alone.</source>
        <translation>在门口识别来人，全部在本机完成。</translation>
    </message>
    <message>
        <source>Data folder: {path}</source>
        <translation>数据文件夹：{path}</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭(&amp;L)</translation>
    </message>
</context>
<context>
    <name>Access</name>
    <message>
        <source>{name} may pass {door} at this time.</source>
        <translation>“{name}”此时可以通行“{door}”。</translation>
    </message>
    <message>
        <source>{name} may not pass {door} at this time.</source>
        <translation>“{name}”此时不能通行“{door}”。</translation>
    </message>
    <message>
        <source>{name} may pass {door} at this time with a PIN or a code.</source>
        <translation>“{name}”此时出示 PIN 或二维码即可通行“{door}”。</translation>
    </message>
    <message>
        <source>The door opens for those who may pass.</source>
        <translation>此门对有权通行的人开放。</translation>
    </message>
    <message>
        <source>The door is held open: everybody may pass.</source>
        <translation>此门保持开启：所有人都可通行。</translation>
    </message>
    <message>
        <source>The door is locked down: nobody may pass.</source>
        <translation>此门已封锁：任何人都不能通行。</translation>
    </message>
    <message>
        <source>{name} is enrolled and valid at this time.</source>
        <translation>“{name}”已登记，且当前有效。</translation>
    </message>
    <message>
        <source>{name} is set inactive.</source>
        <translation>“{name}”已停用。</translation>
    </message>
    <message>
        <source>{name} is set inactive, but nobody is kept in for that.</source>
        <translation>“{name}”已停用，但不会因此阻止其离开。</translation>
    </message>
    <message>
        <source>{name} is let in by {rules}.</source>
        <translation>{rules}允许“{name}”通行。</translation>
    </message>
    <message>
        <source>No rule lets {name} in at this door.</source>
        <translation>没有规则允许“{name}”通行此门。</translation>
    </message>
    <message>
        <source>{name} is kept out by {rules}, which goes before every rule that lets in.</source>
        <translation>{rules}禁止“{name}”通行，且优先于所有允许通行的规则。</translation>
    </message>
    <message>
        <source>{rules} lets {name} in, but at other times.</source>
        <translation>{rules}允许“{name}”通行，但不在此时段。</translation>
    </message>
    <message>
        <source>{rules} lets {name} in at other times, but nobody is kept in for that.</source>
        <translation>{rules}允许“{name}”在其他时段通行，但不会因此阻止其离开。</translation>
    </message>
    <message>
        <source>{name} shows what the door asks for.</source>
        <translation>“{name}”出示了此门要求的凭证。</translation>
    </message>
    <message>
        <source>{groups} opened up in these hours, or does so now.</source>
        <translation>“{groups}”中已有人在此时段内率先通行，或正在率先通行。</translation>
    </message>
    <message>
        <source>Nobody of {groups} has passed in these hours yet; one of them must come first.</source>
        <translation>此时段内“{groups}”中还没有人通行；须由其中一人首先进入。</translation>
    </message>
    <message>
        <source>Nobody of {groups} has passed in these hours, but nobody is kept in for that.</source>
        <translation>此时段内“{groups}”中没有人通行，但不会因此阻止离开。</translation>
    </message>
    <message>
        <source>{name} may come from where they are, as far as known.</source>
        <translation>据目前所知，“{name}”可以从所在位置过来。</translation>
    </message>
    <message>
        <source>{name} is in {area} already and has not left it.</source>
        <translation>“{name}”已在“{area}”内，且尚未离开。</translation>
    </message>
    <message>
        <source>{name} is in {area} already and has not left it, which is only noted here.</source>
        <translation>“{name}”已在“{area}”内，且尚未离开；此处只作记录。</translation>
    </message>
    <message>
        <source>{name} has not entered {area}.</source>
        <translation>“{name}”没有进入过“{area}”。</translation>
    </message>
    <message>
        <source>{name} has not entered {area}, which is only noted here.</source>
        <translation>“{name}”没有进入过“{area}”；此处只作记录。</translation>
    </message>
    <message>
        <source>{name} needs no escort, or follows one.</source>
        <translation>“{name}”无需陪同，或有人陪同。</translation>
    </message>
    <message>
        <source>{name} must follow somebody who needs no escort within {seconds} seconds.</source>
        <translation>“{name}”须在无需陪同的人之后 {seconds} 秒内通行。</translation>
    </message>
    <message>
        <source>{name} has no escort, but nobody is kept in for that.</source>
        <translation>“{name}”没有人陪同，但不会因此阻止其离开。</translation>
    </message>
    <message>
        <source>No door that must be shut is open.</source>
        <translation>必须关闭的门都没有开着。</translation>
    </message>
    <message>
        <source>{door} is open; of these doors only one may be.</source>
        <translation>“{door}”开着；这些门同时只能开一扇。</translation>
    </message>
    <message>
        <source>Another person waits to pass together.</source>
        <translation>另有一人在等待一同通行。</translation>
    </message>
    <message>
        <source>Two must come: a second person has to show themselves within {seconds} seconds.</source>
        <translation>须两人同行：第二个人须在 {seconds} 秒内出示凭证。</translation>
    </message>
    <message>
        <source>{name} is valid only from {since} on.</source>
        <translation>“{name}”自 {since} 起才有效。</translation>
    </message>
    <message>
        <source>{name} is valid only from {since} on, but nobody is kept in.</source>
        <translation>“{name}”自 {since} 起才有效，但不会因此阻止其离开。</translation>
    </message>
    <message>
        <source>{name} was valid until {until}.</source>
        <translation>“{name}”的有效期已于 {until} 结束。</translation>
    </message>
    <message>
        <source>{name} was valid until {until}, but nobody is kept in for that.</source>
        <translation>“{name}”的有效期已于 {until} 结束，但不会因此阻止其离开。</translation>
    </message>
    <message>
        <source>The door asks for a face.</source>
        <translation>此门要求面孔。</translation>
    </message>
    <message>
        <source>The door asks for a PIN or a code beside the face.</source>
        <translation>除面孔外，此门还要求 PIN 或二维码。</translation>
    </message>
    <message>
        <source>The door asks for a face, a PIN or a code.</source>
        <translation>此门要求面孔、PIN 或二维码。</translation>
    </message>
    <message>
        <source>The door asks for a face and a PIN or a code.</source>
        <translation>此门要求面孔，以及 PIN 或二维码。</translation>
    </message>
    <message>
        <source>{rules} lets {name} in, but at other times: {holiday} is a holiday.</source>
        <translation>{rules}允许“{name}”通行，但不在此时段：当天是节假日“{holiday}”。</translation>
    </message>
    <message>
        <source>{name} was forgiven and may pass once, wherever they are.</source>
        <translation>“{name}”已获豁免，无论身在何处都可通行一次。</translation>
    </message>
    <message>
        <source>Nobody has to come first at this door.</source>
        <translation>此门不要求有人首先进入。</translation>
    </message>
    <message>
        <source>Where {name} is does not matter at this door.</source>
        <translation>此门不考虑“{name}”身在何处。</translation>
    </message>
    <message>
        <source>This door does not depend on others.</source>
        <translation>此门与其他门无关。</translation>
    </message>
    <message>
        <source>One person is enough at this door.</source>
        <translation>此门一人即可通行。</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>Face only</source>
        <translation>仅面孔</translation>
    </message>
    <message>
        <source>Face, or PIN or QR code instead</source>
        <translation>面孔，或用 PIN、二维码代替</translation>
    </message>
    <message>
        <source>Face and PIN or QR code</source>
        <translation>面孔加 PIN 或二维码</translation>
    </message>
    <message>
        <source>Not watched</source>
        <translation>不检查</translation>
    </message>
    <message>
        <source>Note who enters twice without leaving</source>
        <translation>记录未离开又再次进入的人</translation>
    </message>
    <message>
        <source>Refuse who enters twice without leaving</source>
        <translation>拒绝未离开又再次进入的人</translation>
    </message>
    <message>
        <source>day and night</source>
        <translation>昼夜全天</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>all day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>closed on holidays</source>
        <translation>节假日关闭</translation>
    </message>
    <message>
        <source>all day on holidays</source>
        <translation>节假日全天</translation>
    </message>
    <message>
        <source>{hours} on holidays</source>
        <translation>节假日 {hours}</translation>
    </message>
    <message>
        <source>at any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>never: its hours were deleted</source>
        <translation>从不：所用时段已删除</translation>
    </message>
    <message>
        <source>in the hours “{name}”</source>
        <translation>“{name}”时段内</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>from {first}</source>
        <translation>{first} 起</translation>
    </message>
    <message>
        <source>until {last}</source>
        <translation>至 {last}</translation>
    </message>
    <message>
        <source>Everyone enrolled</source>
        <translation>所有已登记的人</translation>
    </message>
    <message>
        <source>somebody no longer enrolled</source>
        <translation>某个不再登记的人</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>尚未指定</translation>
    </message>
    <message>
        <source>every door</source>
        <translation>所有门</translation>
    </message>
    <message>
        <source>a door that is gone</source>
        <translation>某扇已移除的门</translation>
    </message>
    <message>
        <source>{who} may not pass {where}</source>
        <translation>{who}不可通行：{where}</translation>
    </message>
    <message>
        <source>{who} may pass {where} behind somebody who escorts them</source>
        <translation>{who}须有人陪同方可通行：{where}</translation>
    </message>
    <message>
        <source>{who} may pass {where}</source>
        <translation>{who}可通行：{where}</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>尚未生效</translation>
    </message>
    <message>
        <source>Two people must show themselves</source>
        <translation>须两人出示凭证</translation>
    </message>
    <message>
        <source>Nobody before the first of {groups}</source>
        <translation>须由“{groups}”中的一人首先进入</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>外部</translation>
    </message>
    <message>
        <source>Leads from {outside} into {area}</source>
        <translation>从“{outside}”通往“{area}”</translation>
    </message>
    <message>
        <source>Never open together with the doors of “{name}”</source>
        <translation>不与“{name}”中的其他门同时打开</translation>
    </message>
    <message>
        <source>{some} and {last}</source>
        <translation>{some} 和 {last}</translation>
    </message>
    <message>
        <source>As before</source>
        <translation>与之前相同</translation>
    </message>
    <message>
        <source>Newly refused</source>
        <translation>新增拒绝</translation>
    </message>
    <message>
        <source>Newly let in</source>
        <translation>新增放行</translation>
    </message>
    <message>
        <source>Newly recognised</source>
        <translation>新增识别</translation>
    </message>
    <message>
        <source>No longer recognised</source>
        <translation>不再识别</translation>
    </message>
    <message>
        <source>Nobody came to a door from {first} to {last}: there is nothing to try it on.</source>
        <translation>{first} 至 {last} 期间没有人来到门前：无可试算。</translation>
    </message>
    <message>
        <source>{changed} of {n} attempts from {first} to {last} would have ended otherwise.</source>
        <translation>{first} 至 {last} 期间的 {n} 次通行尝试中，有 {changed} 次的结果会不同。</translation>
    </message>
    <message>
        <source>All {n} attempts from {first} to {last} would have ended as they did.</source>
        <translation>{first} 至 {last} 期间的 {n} 次通行尝试，结果都不会改变。</translation>
    </message>
    <message>
        <source>would not have been recognised</source>
        <translation>不会被识别</translation>
    </message>
    <message>
        <source>not recognised</source>
        <translation>未被识别</translation>
    </message>
    <message>
        <source>was turned away: {why}</source>
        <translation>曾被拒绝：{why}</translation>
    </message>
    <message>
        <source>Within the next two weeks nothing changes by itself.</source>
        <translation>未来两周内不会自动发生变化。</translation>
    </message>
    <message>
        <source>Next: {when}</source>
        <translation>下次可通行：{when}</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>星期二</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>星期三</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>星期四</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>星期五</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>星期日</translation>
    </message>
    <message>
        <source>Write the day like 2026-12-31, or leave it empty.</source>
        <translation>请按 2026-12-31 的格式填写日期，或留空。</translation>
    </message>
    <message>
        <source>Change: {what}</source>
        <translation>更改：{what}</translation>
    </message>
    <message>
        <source>Delete: {what}</source>
        <translation>删除：{what}</translation>
    </message>
    <message>
        <source>Let them pass &amp;once more…</source>
        <translation>允许再通行一次(&amp;O)…</translation>
    </message>
    <message>
        <source>Every question, in the order they are asked</source>
        <translation>按提问顺序列出的全部检查</translation>
    </message>
    <message>
        <source>Decided by the rule “{rule}”</source>
        <translation>由规则“{rule}”决定</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Rule: {rules}</source>
        <translation>规则：{rules}</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>What {door} asks</source>
        <translation>“{door}”的通行要求</translation>
    </message>
    <message>
        <source>&amp;Try on last week…</source>
        <translation>用上周数据试算(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Proof it asks for</source>
        <translation>要求的凭证(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Two people who may pass must show themselves together</source>
        <translation>须有两个可通行的人一同出示凭证(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Nobody before the first member of</source>
        <translation>须由以下分组的成员首先进入(&amp;N)</translation>
    </message>
    <message>
        <source>Such as: laboratory</source>
        <translation>例如：实验室</translation>
    </message>
    <message>
        <source>Who goes &amp;out is in</source>
        <translation>离开后所在区域(&amp;O)</translation>
    </message>
    <message>
        <source>Who goes &amp;in is in</source>
        <translation>进入后所在区域(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Anti-passback</source>
        <translation>防返传(&amp;A)</translation>
    </message>
    <message>
        <source>It needs an area, and a camera for each way.</source>
        <translation>需要设置区域，且每个方向都要有摄像头。</translation>
    </message>
    <message>
        <source>Such as: air lock</source>
        <translation>例如：气闸间</translation>
    </message>
    <message>
        <source>Inter&amp;lock: of the doors of one name only one is open</source>
        <translation>互锁：同一名称的门同时只能开一扇(&amp;L)</translation>
    </message>
    <message>
        <source>Why may somebody pass, or not?</source>
        <translation>某人为什么可以或不能通行？</translation>
    </message>
    <message>
        <source>Choose a person and a door; every question of the decision is shown with its answer.</source>
        <translation>选择人员和门，即可查看判断中的每项检查及其结果。</translation>
    </message>
    <message>
        <source>&amp;Person</source>
        <translation>人员(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Door</source>
        <translation>门(&amp;D)</translation>
    </message>
    <message>
        <source>In</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Either way</source>
        <translation>不限方向</translation>
    </message>
    <message>
        <source>They show</source>
        <translation>出示的凭证</translation>
    </message>
    <message>
        <source>their &amp;face</source>
        <translation>面孔(&amp;F)</translation>
    </message>
    <message>
        <source>a P&amp;IN</source>
        <translation>PIN(&amp;I)</translation>
    </message>
    <message>
        <source>a &amp;QR code</source>
        <translation>二维码(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Now</source>
        <translation>现在(&amp;N)</translation>
    </message>
    <message>
        <source>D&amp;ay</source>
        <translation>日期(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>时间(&amp;T)</translation>
    </message>
    <message>
        <source>used by 1 rule</source>
        <translation>用于 1 条规则</translation>
    </message>
    <message>
        <source>used by {n} rules</source>
        <translation>用于 {n} 条规则</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>What doors ask</source>
        <translation>门的要求</translation>
    </message>
    <message>
        <source>&amp;Add a rule</source>
        <translation>添加规则(&amp;A)</translation>
    </message>
    <message>
        <source>Try another &amp;threshold…</source>
        <translation>试用其他阈值(&amp;T)…</translation>
    </message>
    <message>
        <source>Add the first rule</source>
        <translation>添加第一条规则</translation>
    </message>
    <message>
        <source>Without a rule nobody may pass any door. A rule says who may pass which doors at which hours; one that keeps somebody out goes before every rule that lets them in.</source>
        <translation>没有规则时，任何人都不能通行任何门。规则规定谁在哪些时段可以通行哪些门；禁止通行的规则优先于所有允许通行的规则。</translation>
    </message>
    <message>
        <source>Nobody may pass yet</source>
        <translation>还没有人可以通行</translation>
    </message>
    <message>
        <source>Add the first hours</source>
        <translation>添加第一个时段</translation>
    </message>
    <message>
        <source>Hours such as “office hours” are made once and used by as many rules as you like.</source>
        <translation>“办公时间”之类的时段只需创建一次，可用于任意多条规则。</translation>
    </message>
    <message>
        <source>No hours yet</source>
        <translation>还没有时段</translation>
    </message>
    <message>
        <source>Add a door first; then say here what it asks of everybody.</source>
        <translation>请先添加门，然后在此设置对所有人的要求。</translation>
    </message>
    <message>
        <source>No doors yet</source>
        <translation>还没有门</translation>
    </message>
    <message>
        <source>&amp;Add hours</source>
        <translation>添加时段(&amp;A)</translation>
    </message>
    <message>
        <source>The rule was saved.</source>
        <translation>规则已保存。</translation>
    </message>
    <message>
        <source>The rule was deleted.</source>
        <translation>规则已删除。</translation>
    </message>
    <message>
        <source>The hours “{name}” were saved.</source>
        <translation>时段“{name}”已保存。</translation>
    </message>
    <message>
        <source>“{name}” is still used by {n} rules; give those other hours first.</source>
        <translation>仍有 {n} 条规则在使用“{name}”；请先为这些规则换用其他时段。</translation>
    </message>
    <message>
        <source>The hours “{name}” were deleted.</source>
        <translation>时段“{name}”已删除。</translation>
    </message>
    <message>
        <source>What {door} asks was saved.</source>
        <translation>“{door}”的通行要求已保存。</translation>
    </message>
    <message>
        <source>Change the hours</source>
        <translation>修改时段</translation>
    </message>
    <message>
        <source>Add hours</source>
        <translation>添加时段</translation>
    </message>
    <message>
        <source>Drag over a bar to paint hours in; drag from within them to paint them out.</source>
        <translation>在条带上拖动可涂选时间；从已选时间内开始拖动则取消选择。</translation>
    </message>
    <message>
        <source>&amp;Add the hours</source>
        <translation>添加时段(&amp;A)</translation>
    </message>
    <message>
        <source>Office hours</source>
        <translation>办公时间</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Tuesday to Friday like &amp;Monday</source>
        <translation>周二至周五与周一相同(&amp;M)</translation>
    </message>
    <message>
        <source>Write hours like 06:00–12:00, 13:00–20:00; they must not overlap.</source>
        <translation>请按 06:00–12:00, 13:00–20:00 的格式填写时间；各段不能重叠。</translation>
    </message>
    <message>
        <source>Give these hours a name.</source>
        <translation>请为时段命名。</translation>
    </message>
    <message>
        <source>Change the rule</source>
        <translation>修改规则</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>&amp;Add the rule</source>
        <translation>添加规则(&amp;A)</translation>
    </message>
    <message>
        <source>May pass</source>
        <translation>可以通行</translation>
    </message>
    <message>
        <source>May not pass</source>
        <translation>不可通行</translation>
    </message>
    <message>
        <source>Only behind an escort</source>
        <translation>仅限有人陪同</translation>
    </message>
    <message>
        <source>Called (&amp;optional)</source>
        <translation>名称，可不填(&amp;O)</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>&amp;Everyone enrolled</source>
        <translation>所有已登记的人(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Groups</source>
        <translation>分组(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;People</source>
        <translation>人员(&amp;P)</translation>
    </message>
    <message>
        <source>Which doors</source>
        <translation>适用的门</translation>
    </message>
    <message>
        <source>E&amp;very door, also those added later</source>
        <translation>所有门，包括以后添加的(&amp;V)</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Hours that were deleted: never</source>
        <translation>时段已删除：从不</translation>
    </message>
    <message>
        <source>&amp;Hours</source>
        <translation>时段(&amp;H)</translation>
    </message>
    <message>
        <source>F&amp;irst day</source>
        <translation>起始日(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Last day</source>
        <translation>截止日(&amp;L)</translation>
    </message>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>YYYY-MM-DD</translation>
    </message>
    <message>
        <source>Leave {name} out</source>
        <translation>移除“{name}”</translation>
    </message>
    <message>
        <source>Choose at least one door.</source>
        <translation>请至少选择一扇门。</translation>
    </message>
    <message>
        <source>Choose a group or somebody.</source>
        <translation>请选择分组或人员。</translation>
    </message>
    <message>
        <source>The last day is before the first.</source>
        <translation>截止日早于起始日。</translation>
    </message>
    <message>
        <source>Try on last week</source>
        <translation>用上周数据试算</translation>
    </message>
    <message>
        <source>Trying every passage of last week again…</source>
        <translation>正在重新试算上周的每次通行…</translation>
    </message>
    <message>
        <source>In force: {score}</source>
        <translation>当前值：{score}</translation>
    </message>
    <message>
        <source>What would this change?</source>
        <translation>这会改变什么？</translation>
    </message>
    <message>
        <source>Last week’s passages are decided again with the changed rules. Nothing is saved yet.</source>
        <translation>用更改后的规则重新判断上周的通行。此时不会保存任何内容。</translation>
    </message>
    <message>
        <source>Last week’s faces are compared again, as if somebody were named from another score on.</source>
        <translation>重新比对上周的面孔，如同从另一得分起才认定某人。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Score from which on somebody is named</source>
        <translation>认定某人所需的得分</translation>
    </message>
    <message>
        <source>names more people, and more wrongly</source>
        <translation>认定的人更多，误认也更多</translation>
    </message>
    <message>
        <source>names fewer people, more surely</source>
        <translation>认定的人更少，但更可靠</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>门</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What would have ended otherwise</source>
        <translation>结果会不同的通行</translation>
    </message>
    <message>
        <source>{n} more are not listed.</source>
        <translation>另有 {n} 项未列出。</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Hours on {day}, such as 06:00–12:00, 13:00–20:00</source>
        <translation>{day}的时间，例如 06:00–12:00, 13:00–20:00</translation>
    </message>
    <message>
        <source>Find somebody by name or ID</source>
        <translation>按姓名或编号查找人员</translation>
    </message>
    <message>
        <source>People found</source>
        <translation>找到的人员</translation>
    </message>
    <message>
        <source>Nobody is called so.</source>
        <translation>没有叫这个名字的人。</translation>
    </message>
</context>
<context>
    <name>Attendance</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>{worked} of {owed} h  ·  balance {balance}  ·  overtime {overtime}</source>
        <translation>{worked} / {owed} 小时  ·  结余 {balance}  ·  加班 {overtime}</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>按日</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Inside since</source>
        <translation>进入时间</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>门</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>left meanwhile</source>
        <translation>期间已离开</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>访客</translation>
    </message>
    <message>
        <source>Week {n}</source>
        <translation>第 {n} 周</translation>
    </message>
    <message>
        <source>hours worked</source>
        <translation>出勤工时</translation>
    </message>
    <message>
        <source>came late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>left early</source>
        <translation>早退</translation>
    </message>
    <message>
        <source>came late and left early</source>
        <translation>迟到且早退</translation>
    </message>
    <message>
        <source>punch missing</source>
        <translation>缺打卡</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>缺勤</translation>
    </message>
    <message>
        <source>on leave</source>
        <translation>请假</translation>
    </message>
    <message>
        <source>holiday</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>in at this moment</source>
        <translation>此刻在场</translation>
    </message>
    <message>
        <source>worked {hours}</source>
        <translation>出勤 {hours}</translation>
    </message>
    <message>
        <source>Worked
hours</source>
        <translation>出勤
工时</translation>
    </message>
    <message>
        <source>Balance
hours</source>
        <translation>结余
工时</translation>
    </message>
    <message>
        <source>Late
times</source>
        <translation>迟到
次数</translation>
    </message>
    <message>
        <source>Absent
days</source>
        <translation>缺勤
天数</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>出勤</translation>
    </message>
    <message>
        <source>In at this moment</source>
        <translation>此刻在场</translation>
    </message>
    <message>
        <source>The shift is not over</source>
        <translation>班次未结束</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>Left early</source>
        <translation>早退</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>缺勤</translation>
    </message>
    <message>
        <source>Arrival missing</source>
        <translation>缺到场打卡</translation>
    </message>
    <message>
        <source>Departure missing</source>
        <translation>缺离场打卡</translation>
    </message>
    <message>
        <source>Overtime</source>
        <translation>加班</translation>
    </message>
    <message>
        <source>Worked without a shift</source>
        <translation>无班次出勤</translation>
    </message>
    <message>
        <source>On leave</source>
        <translation>请假</translation>
    </message>
    <message>
        <source>Holiday</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>Day off</source>
        <translation>休息日</translation>
    </message>
    <message>
        <source>Corrected by hand</source>
        <translation>手动更正</translation>
    </message>
    <message>
        <source>Vacation</source>
        <translation>年假</translation>
    </message>
    <message>
        <source>Sick leave</source>
        <translation>病假</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>Business trip</source>
        <translation>出差</translation>
    </message>
    <message>
        <source>Other leave</source>
        <translation>其他假</translation>
    </message>
    <message>
        <source>Unpaid leave</source>
        <translation>无薪假</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>kiosk</source>
        <translation>自助终端</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>In</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>离场</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>Was at work.</source>
        <translation>已出勤。</translation>
    </message>
    <message>
        <source>Is in at this moment.</source>
        <translation>此刻在场。</translation>
    </message>
    <message>
        <source>The shift is not over yet.</source>
        <translation>班次尚未结束。</translation>
    </message>
    <message>
        <source>Came {late} late: the shift began at {start}.</source>
        <translation>迟到 {late}：班次于 {start} 开始。</translation>
    </message>
    <message>
        <source>Left {early} early: the shift ended at {end}.</source>
        <translation>早退 {early}：班次于 {end} 结束。</translation>
    </message>
    <message>
        <source>Did not come to a shift.</source>
        <translation>排有班次但没有到场。</translation>
    </message>
    <message>
        <source>An arrival is missing: there is a departure without one.</source>
        <translation>缺到场打卡：只有离场，没有到场。</translation>
    </message>
    <message>
        <source>A departure is missing: nothing says when the work ended.</source>
        <translation>缺离场打卡：无法得知何时下班。</translation>
    </message>
    <message>
        <source>Worked {overtime} overtime.</source>
        <translation>加班 {overtime}。</translation>
    </message>
    <message>
        <source>Worked although no shift was planned.</source>
        <translation>没有安排班次，但有出勤。</translation>
    </message>
    <message>
        <source>Was away with leave.</source>
        <translation>已请假。</translation>
    </message>
    <message>
        <source>It was a holiday.</source>
        <translation>当天是节假日。</translation>
    </message>
    <message>
        <source>Nothing was planned.</source>
        <translation>没有安排班次。</translation>
    </message>
    <message>
        <source>Punches of this day were corrected by hand.</source>
        <translation>当天的打卡经过手动更正。</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>未到</translation>
    </message>
    <message>
        <source>Visitors</source>
        <translation>访客</translation>
    </message>
    <message>
        <source>Everybody who is enrolled and active, and every visitor who is inside</source>
        <translation>所有已登记并启用的人，以及所有在场的访客</translation>
    </message>
    <message>
        <source>Came and has not left</source>
        <translation>已到场且尚未离场</translation>
    </message>
    <message>
        <source>Came late, or is late by now</source>
        <translation>迟到，或此刻已迟</translation>
    </message>
    <message>
        <source>Should have come and has not</source>
        <translation>应到而未到</translation>
    </message>
    <message>
        <source>Came and has left</source>
        <translation>到场后已离场</translation>
    </message>
    <message>
        <source>Is away with leave</source>
        <translation>正在请假</translation>
    </message>
    <message>
        <source>Visitors who are inside</source>
        <translation>在场的访客</translation>
    </message>
    <message>
        <source>came {late} late</source>
        <translation>迟到 {late}</translation>
    </message>
    <message>
        <source>Missing, {late} late</source>
        <translation>未到，已迟 {late}</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>没有到场</translation>
    </message>
    <message>
        <source>Expected at {time}</source>
        <translation>应于 {time} 到场</translation>
    </message>
    <message>
        <source>Not planned today</source>
        <translation>今天没有安排</translation>
    </message>
    <message>
        <source>Visitor, inside</source>
        <translation>访客，在场</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>自 {time} 起</translation>
    </message>
    <message>
        <source>Nobody is enrolled yet, so nobody can come or go.</source>
        <translation>还没有登记任何人，因此不会有到场或离场。</translation>
    </message>
    <message>
        <source>No camera records attendance yet: choose one that people pass.</source>
        <translation>还没有用于考勤的摄像头：请选择一个人们经过的摄像头。</translation>
    </message>
    <message>
        <source>No shifts are planned yet, so nobody can be late or missing.</source>
        <translation>还没有安排班次，因此不会有迟到或未到。</translation>
    </message>
    <message>
        <source>&amp;Enrol people…</source>
        <translation>登记人员(&amp;E)…</translation>
    </message>
    <message>
        <source>Choose a &amp;camera…</source>
        <translation>选择摄像头(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Plan shifts…</source>
        <translation>安排班次(&amp;P)…</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Turned down</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>Added: {fact}</source>
        <translation>已添加：{fact}</translation>
    </message>
    <message>
        <source>Changed: {before} to {fact}</source>
        <translation>已更改：{before} 改为 {fact}</translation>
    </message>
    <message>
        <source>Struck out: {before}</source>
        <translation>已作废：{before}</translation>
    </message>
    <message>
        <source>Leave: {fact}</source>
        <translation>请假：{fact}</translation>
    </message>
    <message>
        <source>Asked for: {fact}</source>
        <translation>申请：{fact}</translation>
    </message>
    <message>
        <source>Granted: {fact}</source>
        <translation>已批准：{fact}</translation>
    </message>
    <message>
        <source>Changed the plan</source>
        <translation>更改了计划</translation>
    </message>
    <message>
        <source>Did something at a door</source>
        <translation>操作了门</translation>
    </message>
    <message>
        <source>Usher</source>
        <translation>Usher</translation>
    </message>
    <message>
        <source>{time}: {n} came</source>
        <translation>{time}：{n} 人到场</translation>
    </message>
    <message>
        <source>Most people come between {first} and {last}.</source>
        <translation>多数人在 {first} 至 {last} 之间到场。</translation>
    </message>
    <message>
        <source>{weekday} {day}: {n} times late, {duration} in all</source>
        <translation>{weekday} {day}：迟到 {n} 次，共 {duration}</translation>
    </message>
    <message>
        <source>{n} times late, {duration} in all; the line is the mean of seven days.</source>
        <translation>迟到 {n} 次，共 {duration}；折线为七日平均。</translation>
    </message>
    <message>
        <source>{time}: {mean} in on average, {peak} at most</source>
        <translation>{time}：平均 {mean} 人在场，最多 {peak} 人</translation>
    </message>
    <message>
        <source>At most {n} were in at once, at {time}; bars are the mean, the line is the most.</source>
        <translation>同时在场最多 {n} 人，在 {time}；柱形为平均值，折线为最大值。</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>自定义…</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每日明细</translation>
    </message>
    <message>
        <source>Totals by person</source>
        <translation>个人汇总</translation>
    </message>
    <message>
        <source>Punches</source>
        <translation>打卡记录</translation>
    </message>
    <message>
        <source>Payroll</source>
        <translation>工资核算</translation>
    </message>
    <message>
        <source>Absences</source>
        <translation>缺勤与请假</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>every week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>every month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>{report} as {format}, {every} at {time}</source>
        <translation>{report}，{format} 格式，{every} {time}</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Usher’s own number</source>
        <translation>Usher 内部编号</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>Days worked</source>
        <translation>出勤天数</translation>
    </message>
    <message>
        <source>Days absent</source>
        <translation>缺勤天数</translation>
    </message>
    <message>
        <source>Days of leave</source>
        <translation>请假天数</translation>
    </message>
    <message>
        <source>Times late</source>
        <translation>迟到次数</translation>
    </message>
    <message>
        <source>Punches missing</source>
        <translation>缺打卡次数</translation>
    </message>
    <message>
        <source>To be worked</source>
        <translation>应出勤</translation>
    </message>
    <message>
        <source>Worked</source>
        <translation>出勤</translation>
    </message>
    <message>
        <source>Credited</source>
        <translation>计入工时</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>结余</translation>
    </message>
    <message>
        <source>{what} (minutes)</source>
        <translation>{what}（分钟）</translation>
    </message>
    <message>
        <source>{what} (decimal hours)</source>
        <translation>{what}（十进制小时）</translation>
    </message>
    <message>
        <source>Comma (,)</source>
        <translation>逗号 (,)</translation>
    </message>
    <message>
        <source>Semicolon (;)</source>
        <translation>分号 (;)</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Taken back right away</source>
        <translation>当即撤回</translation>
    </message>
    <message>
        <source>&amp;Choose</source>
        <translation>选择(&amp;C)</translation>
    </message>
    <message>
        <source>Choose somebody</source>
        <translation>选择人员</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>个人</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>&amp;Muster list</source>
        <translation>在场名单(&amp;M)</translation>
    </message>
    <message>
        <source>Who is inside now (F8)</source>
        <translation>此刻在场的人 (F8)</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>考勤</translation>
    </message>
    <message>
        <source>Planned {hours}</source>
        <translation>计划 {hours}</translation>
    </message>
    <message>
        <source>Nothing planned</source>
        <translation>没有安排</translation>
    </message>
    <message>
        <source>&amp;Add a punch…</source>
        <translation>添加打卡(&amp;A)…</translation>
    </message>
    <message>
        <source>Grant &amp;leave…</source>
        <translation>准假(&amp;L)…</translation>
    </message>
    <message>
        <source>Written by hand</source>
        <translation>手动记录</translation>
    </message>
    <message>
        <source>Change {punch}…</source>
        <translation>更改“{punch}”…</translation>
    </message>
    <message>
        <source>Strike out {punch}…</source>
        <translation>作废“{punch}”…</translation>
    </message>
    <message>
        <source>Cancel it…</source>
        <translation>取消请假…</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Credited (leave, holiday)</source>
        <translation>计入工时（请假、节假日）</translation>
    </message>
    <message>
        <source>Unpaid breaks</source>
        <translation>无薪休息</translation>
    </message>
    <message>
        <source>There is no punch on this day.</source>
        <translation>当天没有打卡。</translation>
    </message>
    <message>
        <source>Nothing was corrected on this day.</source>
        <translation>当天没有更正。</translation>
    </message>
    <message>
        <source>asked by {name}</source>
        <translation>申请人：{name}</translation>
    </message>
    <message>
        <source>Turn down…</source>
        <translation>驳回…</translation>
    </message>
    <message>
        <source>Grant</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Turn down</source>
        <translation>驳回</translation>
    </message>
    <message>
        <source>The request is written down.</source>
        <translation>申请已登记。</translation>
    </message>
    <message>
        <source>Granted to {name}.</source>
        <translation>已为“{name}”批准。</translation>
    </message>
    <message>
        <source>Turn a request down</source>
        <translation>驳回申请</translation>
    </message>
    <message>
        <source>&amp;Turn down</source>
        <translation>驳回(&amp;T)</translation>
    </message>
    <message>
        <source>The request is turned down.</source>
        <translation>申请已驳回。</translation>
    </message>
    <message>
        <source>&amp;Ask on behalf of somebody…</source>
        <translation>代人申请(&amp;A)…</translation>
    </message>
    <message>
        <source>A punch or a leave that is asked for counts once it is granted.</source>
        <translation>申请的打卡或请假在批准后生效。</translation>
    </message>
    <message>
        <source>No request waits</source>
        <translation>没有待处理的申请</translation>
    </message>
    <message>
        <source>Whoever asks for a punch or a leave, or for whom you ask, appears here.</source>
        <translation>本人或由他人代为提出的打卡或请假申请会显示在这里。</translation>
    </message>
    <message>
        <source>{fact} in the place of {before}</source>
        <translation>{fact}，代替 {before}</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>所有分组</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Find by name or ID</source>
        <translation>按姓名或编号查找</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Nobody in this time fits the group and what is searched for.</source>
        <translation>这段时间内没有人符合所选分组和搜索条件。</translation>
    </message>
    <message>
        <source>People by days</source>
        <translation>按日排列的人员</translation>
    </message>
    <message>
        <source>Folder in which it is written</source>
        <translation>保存报表的文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Write this no more</source>
        <translation>不再自动生成</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>频率</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Where the report is written</source>
        <translation>报表的保存位置</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Each is about the day, week or month that has just ended. One that was missed is made up for.</source>
        <translation>每份报表都针对刚结束的一天、一周或一月。错过的会补上。</translation>
    </message>
    <message>
        <source>Reports written by themselves</source>
        <translation>自动生成的报表</translation>
    </message>
    <message>
        <source>Nothing is written by itself yet.</source>
        <translation>还没有自动生成的报表。</translation>
    </message>
    <message>
        <source>&amp;Add a report</source>
        <translation>添加报表(&amp;A)</translation>
    </message>
    <message>
        <source>Earlier (Alt+Left)</source>
        <translation>更早 (Alt+Left)</translation>
    </message>
    <message>
        <source>Later (Alt+Right)</source>
        <translation>更晚 (Alt+Right)</translation>
    </message>
    <message>
        <source>&amp;Today</source>
        <translation>今天(&amp;T)</translation>
    </message>
    <message>
        <source>Find by name, group or door</source>
        <translation>按姓名、分组或门查找</translation>
    </message>
    <message>
        <source>Everybody today</source>
        <translation>今天的所有人</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>Nobody is in this state, or fits what is searched for.</source>
        <translation>没有人处于此状态，或符合搜索条件。</translation>
    </message>
    <message>
        <source>Attendance begins with people</source>
        <translation>考勤从登记人员开始</translation>
    </message>
    <message>
        <source>Muster list</source>
        <translation>在场名单</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>Nobody is inside</source>
        <translation>没有人在场</translation>
    </message>
    <message>
        <source>Everybody who came has left again.</source>
        <translation>到场的人都已离场。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Tick off whom you meet. The list follows the doors; ticks stay until you close it.</source>
        <translation>清点到谁就勾选谁。名单随门的进出更新；勾选会保留到关闭为止。</translation>
    </message>
    <message>
        <source>Who is inside</source>
        <translation>在场人员</translation>
    </message>
    <message>
        <source>As of {moment}</source>
        <translation>截至 {moment}</translation>
    </message>
    <message>
        <source>{missing} of {everybody} not met yet</source>
        <translation>还有 {missing} 人未清点，共 {everybody} 人</translation>
    </message>
    <message>
        <source>Everybody was met</source>
        <translation>所有人均已清点</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报表</translation>
    </message>
    <message>
        <source>The report is saved as {name}.</source>
        <translation>报表已保存为 {name}。</translation>
    </message>
    <message>
        <source>Nothing to report</source>
        <translation>没有可报告的内容</translation>
    </message>
    <message>
        <source>There is nothing of this kind in that time.</source>
        <translation>这段时间内没有此类内容。</translation>
    </message>
    <message>
        <source>Pa&amp;yroll columns…</source>
        <translation>工资核算列(&amp;Y)…</translation>
    </message>
    <message>
        <source>&amp;Written by itself…</source>
        <translation>自动生成(&amp;W)…</translation>
    </message>
    <message>
        <source>Kind of report</source>
        <translation>报表类型</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Sa&amp;ve as…</source>
        <translation>另存为(&amp;V)…</translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation>{n} 行</translation>
    </message>
    <message>
        <source>The leave is granted.</source>
        <translation>已准假。</translation>
    </message>
    <message>
        <source>&amp;Somebody else…</source>
        <translation>另选人员(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Choose somebody…</source>
        <translation>选择人员(&amp;C)…</translation>
    </message>
    <message>
        <source>Whose days?</source>
        <translation>查看谁的考勤？</translation>
    </message>
    <message>
        <source>Choose somebody here, or open them from today’s list or from the grid of days.</source>
        <translation>请在此选择人员，或从“今天”列表、“按日”表格中打开。</translation>
    </message>
    <message>
        <source>Days of the month</source>
        <translation>当月各日</translation>
    </message>
    <message>
        <source>The punch was added.</source>
        <translation>打卡已添加。</translation>
    </message>
    <message>
        <source>The punch was changed.</source>
        <translation>打卡已更改。</translation>
    </message>
    <message>
        <source>Strike out a punch</source>
        <translation>作废打卡</translation>
    </message>
    <message>
        <source>&amp;Strike out</source>
        <translation>作废(&amp;S)</translation>
    </message>
    <message>
        <source>The punch was struck out.</source>
        <translation>打卡已作废。</translation>
    </message>
    <message>
        <source>Cancel a leave</source>
        <translation>取消请假</translation>
    </message>
    <message>
        <source>&amp;Cancel the leave</source>
        <translation>取消请假(&amp;C)</translation>
    </message>
    <message>
        <source>The leave is cancelled.</source>
        <translation>请假已取消。</translation>
    </message>
    <message>
        <source>Take a correction back</source>
        <translation>撤回更正</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>撤回(&amp;T)</translation>
    </message>
    <message>
        <source>The correction was taken back.</source>
        <translation>更正已撤回。</translation>
    </message>
    <message>
        <source>The day from left to right: planned above, worked below</source>
        <translation>一天从左到右：上方为计划，下方为出勤</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>提交申请(&amp;A)</translation>
    </message>
    <message>
        <source>It counts for nothing until it is granted.</source>
        <translation>批准之前不生效。</translation>
    </message>
    <message>
        <source>Ask on behalf of somebody</source>
        <translation>代人申请</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>为谁申请</translation>
    </message>
    <message>
        <source>Who as&amp;ks</source>
        <translation>申请人(&amp;K)</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>请假</translation>
    </message>
    <message>
        <source>Punch</source>
        <translation>打卡</translation>
    </message>
    <message>
        <source>It is not said who asks.</source>
        <translation>没有说明申请人。</translation>
    </message>
    <message>
        <source>Name of the column</source>
        <translation>列名</translation>
    </message>
    <message>
        <source>What stands in it</source>
        <translation>列的内容</translation>
    </message>
    <message>
        <source>Further to the front</source>
        <translation>前移</translation>
    </message>
    <message>
        <source>Take this column out</source>
        <translation>移除此列</translation>
    </message>
    <message>
        <source>Name the columns as your payroll program wants them, in its order.</source>
        <translation>请按工资软件要求的名称和顺序设置各列。</translation>
    </message>
    <message>
        <source>Payroll columns</source>
        <translation>工资核算列</translation>
    </message>
    <message>
        <source>&amp;Add a column</source>
        <translation>添加列(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Usual columns</source>
        <translation>默认列(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Between columns in CSV</source>
        <translation>CSV 的列分隔符(&amp;B)</translation>
    </message>
    <message>
        <source>It is kept with your name</source>
        <translation>将与操作人姓名一同保存</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>Which of the two</source>
        <translation>两次中的哪一次</translation>
    </message>
    <message>
        <source>&amp;Day</source>
        <translation>日期(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>时间(&amp;T)</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>There is no such time on that day: the clocks go forward.</source>
        <translation>当天没有这个时间：时钟拨快。</translation>
    </message>
    <message>
        <source>That is still to come.</source>
        <translation>这个时间还没有到。</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Change</source>
        <translation>更改(&amp;C)</translation>
    </message>
    <message>
        <source>Add a punch</source>
        <translation>添加打卡</translation>
    </message>
    <message>
        <source>Change a punch</source>
        <translation>更改打卡</translation>
    </message>
    <message>
        <source>&amp;Only for a part of the day</source>
        <translation>仅当天的一部分时间(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>类型(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>从(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>至(&amp;T)</translation>
    </message>
    <message>
        <source>It ends before it begins.</source>
        <translation>结束早于开始。</translation>
    </message>
    <message>
        <source>These hours are none.</source>
        <translation>这段时间长度为零。</translation>
    </message>
    <message>
        <source>&amp;Grant</source>
        <translation>准假(&amp;G)</translation>
    </message>
    <message>
        <source>Grant leave</source>
        <translation>准假</translation>
    </message>
    <message>
        <source>There is nothing of it in this time.</source>
        <translation>这段时间内没有相关数据。</translation>
    </message>
    <message>
        <source>Arrivals by quarter hour</source>
        <translation>每刻钟到场人数</translation>
    </message>
    <message>
        <source>Lateness by day</source>
        <translation>每日迟到</translation>
    </message>
    <message>
        <source>How many are in</source>
        <translation>在场人数</translation>
    </message>
</context>
<context>
    <name>Cameras</name>
    <message>
        <source>No picture has come for more than a second.</source>
        <translation>已超过一秒没有收到画面。</translation>
    </message>
    <message>
        <source>An error inside Usher stopped this camera. The log says more.</source>
        <translation>Usher 内部出错，此摄像头已停止。详情请见日志。</translation>
    </message>
    <message>
        <source>camera number {number} of this machine</source>
        <translation>本机的 {number} 号摄像头</translation>
    </message>
    <message>
        <source>{model} at {host}</source>
        <translation>{model}，位于 {host}</translation>
    </message>
    <message>
        <source>at {host}</source>
        <translation>位于 {host}</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>The picture stands still</source>
        <translation>画面停滞</translation>
    </message>
    <message>
        <source>Lost – trying again</source>
        <translation>连接中断，正在重试</translation>
    </message>
    <message>
        <source>User or password refused</source>
        <translation>用户名或密码被拒绝</translation>
    </message>
    <message>
        <source>The recording has ended</source>
        <translation>录像已播放完毕</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>无画面</translation>
    </message>
    <message>
        <source>{fps} fps</source>
        <translation>{fps} 帧/秒</translation>
    </message>
    <message>
        <source>USB camera {index}</source>
        <translation>USB 摄像头 {index}</translation>
    </message>
    <message>
        <source>USB camera “{name}”</source>
        <translation>USB 摄像头“{name}”</translation>
    </message>
    <message>
        <source>Demo: {scene}</source>
        <translation>演示：{scene}</translation>
    </message>
    <message>
        <source>Pictures in {folder}</source>
        <translation>{folder} 中的图片</translation>
    </message>
    <message>
        <source>Give the camera a name.</source>
        <translation>请为摄像头命名。</translation>
    </message>
    <message>
        <source>Another camera has this name.</source>
        <translation>已有同名的摄像头。</translation>
    </message>
    <message>
        <source>Choose a video file.</source>
        <translation>请选择一个视频文件。</translation>
    </message>
    <message>
        <source>There is no file at this path.</source>
        <translation>此路径下没有文件。</translation>
    </message>
    <message>
        <source>Choose a folder of pictures.</source>
        <translation>请选择一个图片文件夹。</translation>
    </message>
    <message>
        <source>There is no folder at this path.</source>
        <translation>此路径下没有文件夹。</translation>
    </message>
    <message>
        <source>Type the number or the name of the camera.</source>
        <translation>请输入摄像头的编号或名称。</translation>
    </message>
    <message>
        <source>Type an address such as rtsp://192.168.1.20/stream.</source>
        <translation>请输入地址，例如 rtsp://192.168.1.20/stream。</translation>
    </message>
    <message>
        <source>Change the camera</source>
        <translation>修改摄像头</translation>
    </message>
    <message>
        <source>Add a camera</source>
        <translation>添加摄像头</translation>
    </message>
    <message>
        <source>&amp;Fewer settings</source>
        <translation>收起设置(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;More settings</source>
        <translation>更多设置(&amp;M)</translation>
    </message>
    <message>
        <source>Main entrance</source>
        <translation>正门</translation>
    </message>
    <message>
        <source>Where it looks, optional</source>
        <translation>拍摄的位置，可不填</translation>
    </message>
    <message>
        <source>In and out</source>
        <translation>进出双向</translation>
    </message>
    <message>
        <source>In only</source>
        <translation>仅进入</translation>
    </message>
    <message>
        <source>Out only</source>
        <translation>仅离开</translation>
    </message>
    <message>
        <source>F&amp;ind cameras…</source>
        <translation>查找摄像头(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>People &amp;go</source>
        <translation>通行方向(&amp;G)</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>&amp;Door or place</source>
        <translation>门或位置(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Record attendance: who is recognised here comes or goes</source>
        <translation>记录考勤：在此被识别的人即为到场或离场(&amp;R)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Add the camera</source>
        <translation>添加摄像头(&amp;A)</translation>
    </message>
    <message>
        <source>Kept as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Video file</source>
        <translation>视频文件</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>USB camera</source>
        <translation>USB 摄像头</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>Path of a video file</source>
        <translation>视频文件的路径</translation>
    </message>
    <message>
        <source>Path of a folder of pictures, shown one after another</source>
        <translation>图片文件夹的路径，图片会依次播放</translation>
    </message>
    <message>
        <source>The first camera is 0. A name, or part of one, stays right when cables change.</source>
        <translation>第一个摄像头的编号是 0。填写名称或其中一部分，换插接口后仍然有效。</translation>
    </message>
    <message>
        <source>Number or name of the USB camera</source>
        <translation>USB 摄像头的编号或名称</translation>
    </message>
    <message>
        <source>Address of the stream</source>
        <translation>视频流的地址</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户名(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>Entrance</source>
        <translation>入口</translation>
    </message>
    <message>
        <source>Lobby</source>
        <translation>大厅</translation>
    </message>
    <message>
        <source>Scene of the demo</source>
        <translation>演示场景</translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>People walk past a camera that is not there: to try Usher out.</source>
        <translation>模拟有人从摄像头前走过，用来试用 Usher。</translation>
    </message>
    <message>
        <source>Videos (*.mp4 *.mkv *.avi *.mov *.webm *.ts);;All files (*)</source>
        <translation>视频 (*.mp4 *.mkv *.avi *.mov *.webm *.ts);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a video</source>
        <translation>选择视频</translation>
    </message>
    <message>
        <source>Waiting for the first picture…</source>
        <translation>正在等待第一帧画面…</translation>
    </message>
    <message>
        <source>Look for faces only here: drag over the picture</source>
        <translation>只在此处查找面孔：在画面上拖动框选</translation>
    </message>
    <message>
        <source>Not turned</source>
        <translation>不旋转</translation>
    </message>
    <message>
        <source>A quarter to the right</source>
        <translation>向右转 90 度</translation>
    </message>
    <message>
        <source>Upside down</source>
        <translation>上下颠倒</translation>
    </message>
    <message>
        <source>A quarter to the left</source>
        <translation>向左转 90 度</translation>
    </message>
    <message>
        <source>&amp;Mirror it, as for a screen</source>
        <translation>镜像，如同照镜子(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Turn the picture</source>
        <translation>旋转画面(&amp;T)</translation>
    </message>
    <message>
        <source>As usual ({n} px)</source>
        <translation>同通用设置（{n} 像素）</translation>
    </message>
    <message>
        <source> a second</source>
        <translation> 帧/秒</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>&amp;Smallest face</source>
        <translation>最小面孔(&amp;S)</translation>
    </message>
    <message>
        <source>Pictures to &amp;use</source>
        <translation>使用的画面(&amp;U)</translation>
    </message>
    <message>
        <source>Not looked for</source>
        <translation>不检查</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>只报告</translation>
    </message>
    <message>
        <source>Living faces only are named</source>
        <translation>只识别活体</translation>
    </message>
    <message>
        <source>Like all cameras</source>
        <translation>与所有摄像头相同</translation>
    </message>
    <message>
        <source>&amp;Photos and screens held up</source>
        <translation>举起的照片和屏幕(&amp;P)</translation>
    </message>
    <message>
        <source>M&amp;odel pack</source>
        <translation>模型包(&amp;O)</translation>
    </message>
    <message>
        <source>The networks that tell a face from a picture of one are not installed. “usher models add” installs them.</source>
        <translation>尚未安装区分真人与照片的网络。运行“usher models add”可安装。</translation>
    </message>
    <message>
        <source>Find cameras</source>
        <translation>查找摄像头</translation>
    </message>
    <message>
        <source>Looking for cameras…</source>
        <translation>正在查找摄像头…</translation>
    </message>
    <message>
        <source>On this computer and in the network. This takes a few seconds.</source>
        <translation>在本机和网络中查找，需要几秒钟。</translation>
    </message>
    <message>
        <source>No camera answered</source>
        <translation>没有摄像头应答</translation>
    </message>
    <message>
        <source>Plug a USB camera in, or allow ONVIF in the settings of a network camera. Its address can also be typed by hand.</source>
        <translation>请插入 USB 摄像头，或在网络摄像头的设置中启用 ONVIF。也可以手动输入其地址。</translation>
    </message>
    <message>
        <source>Cameras that were found</source>
        <translation>找到的摄像头</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>重新查找(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Use this camera</source>
        <translation>使用此摄像头(&amp;U)</translation>
    </message>
    <message>
        <source>The picture appears here once the camera is live.</source>
        <translation>摄像头上线后，画面会显示在这里。</translation>
    </message>
    <message>
        <source>Part of the picture that is looked at</source>
        <translation>画面中要查看的部分</translation>
    </message>
    <message>
        <source>&amp;Whole picture</source>
        <translation>整个画面(&amp;W)</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>下</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Two pictures agree well enough with {person}.</source>
        <translation>两张照片都与“{person}”足够相符。</translation>
    </message>
    <message>
        <source>No picture of this face was good enough to compare it.</source>
        <translation>这张面孔没有一张照片好到可以比对。</translation>
    </message>
    <message>
        <source>The pictures so far do not settle it; better ones are waited for.</source>
        <translation>目前的照片还不足以判断，正在等待更好的照片。</translation>
    </message>
    <message>
        <source>This door wants to see a living face first, and is still looking.</source>
        <translation>此门要求先确认是活体，仍在检查。</translation>
    </message>
    <message>
        <source>The face clearly agrees with {person}.</source>
        <translation>这张面孔与“{person}”明显相符。</translation>
    </message>
    <message>
        <source>{n} pictures agree well enough with {person}.</source>
        <translation>{n} 张照片都与“{person}”足够相符。</translation>
    </message>
    <message>
        <source>Nobody enrolled resembles this face.</source>
        <translation>已登记的人中没有人与这张面孔相像。</translation>
    </message>
    <message>
        <source>It might be {person}, but the pictures do not say so clearly enough.</source>
        <translation>可能是“{person}”，但照片不够明确。</translation>
    </message>
    <message>
        <source>Too close to tell {person} from {other}.</source>
        <translation>“{person}”与“{other}”太接近，无法区分。</translation>
    </message>
    <message>
        <source>The pictures speak for different people.</source>
        <translation>各张照片指向不同的人。</translation>
    </message>
    <message>
        <source>Somebody else in the same picture resembles {person} more.</source>
        <translation>同一画面中另有一人更像“{person}”。</translation>
    </message>
    <message>
        <source>You said before that a face like this is not {person}.</source>
        <translation>您之前说过这样的面孔不是“{person}”。</translation>
    </message>
    <message>
        <source>This door wants to see a living face, and could not be sure of this one.</source>
        <translation>此门要求活体，而这张面孔无法确认。</translation>
    </message>
    <message>
        <source>A photo or a screen was held up.</source>
        <translation>有人举起了照片或屏幕。</translation>
    </message>
    <message>
        <source>What looked like a face at first is none.</source>
        <translation>起初看似面孔，其实不是。</translation>
    </message>
    <message>
        <source>nearer</source>
        <translation>更近</translation>
    </message>
    <message>
        <source>wholly in the frame</source>
        <translation>完整入镜</translation>
    </message>
    <message>
        <source>sharper</source>
        <translation>更清晰</translation>
    </message>
    <message>
        <source>turned to the camera</source>
        <translation>正对摄像头</translation>
    </message>
    <message>
        <source>brighter</source>
        <translation>更亮</translation>
    </message>
    <message>
        <source>darker</source>
        <translation>更暗</translation>
    </message>
    <message>
        <source>uncovered</source>
        <translation>无遮挡</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>陌生人</translation>
    </message>
    <message>
        <source>Photo or screen?</source>
        <translation>照片或屏幕？</translation>
    </message>
    <message>
        <source>Not a face</source>
        <translation>不是面孔</translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation>尚未判断</translation>
    </message>
    <message>
        <source>somebody who was taken out since</source>
        <translation>某个后来被移除的人</translation>
    </message>
    <message>
        <source>somebody else</source>
        <translation>另一个人</translation>
    </message>
    <message>
        <source>Score {score}; {accept} names somebody, {reject} or less nobody.</source>
        <translation>得分 {score}；达到 {accept} 即认定，{reject} 或更低则无人。</translation>
    </message>
    <message>
        <source>Strokes are single pictures.</source>
        <translation>短线表示单张照片。</translation>
    </message>
    <message>
        <source>Strokes are single pictures, the circle is {name}.</source>
        <translation>短线表示单张照片，圆圈表示“{name}”。</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>Pictures compared</source>
        <translation>比对的照片</translation>
    </message>
    <message>
        <source>Living face</source>
        <translation>活体</translation>
    </message>
    <message>
        <source>Likeness to {name}</source>
        <translation>与“{name}”的相似度</translation>
    </message>
    <message>
        <source>Ahead of {name} by</source>
        <translation>领先“{name}”</translation>
    </message>
    <message>
        <source>Ahead of everybody else by</source>
        <translation>领先其他所有人</translation>
    </message>
    <message>
        <source>{n} needed</source>
        <translation>需要 {n}</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>not sure, {percent} live</source>
        <translation>不确定，活体 {percent}</translation>
    </message>
    <message>
        <source>yes, {percent} live</source>
        <translation>是，活体 {percent}</translation>
    </message>
    <message>
        <source>no, {percent} live</source>
        <translation>否，活体 {percent}</translation>
    </message>
    <message>
        <source>These two are marked as easy to confuse, so more distance is needed.</source>
        <translation>这两人已标记为容易混淆，因此需要更大的差距。</translation>
    </message>
    <message>
        <source>quality {quality}, {grade}</source>
        <translation>质量 {quality}，{grade}</translation>
    </message>
    <message>
        <source>A better picture would be {wanted}.</source>
        <translation>更好的照片应当：{wanted}。</translation>
    </message>
    <message>
        <source>You said that this is right.</source>
        <translation>您已确认判断正确。</translation>
    </message>
    <message>
        <source>You said that this is not the person.</source>
        <translation>您已指出不是此人。</translation>
    </message>
    <message>
        <source>Nobody is enrolled from a picture of a face. A living person may simply come again.</source>
        <translation>不能用面孔的照片来登记。如是真人，请再来一次即可。</translation>
    </message>
    <message>
        <source>This visit is from an earlier run, so nobody can be enrolled from it.</source>
        <translation>这次到访来自之前的运行，因此不能用来登记。</translation>
    </message>
    <message>
        <source>&amp;Yes, it is {name}</source>
        <translation>是的，这是“{name}”(&amp;Y)</translation>
    </message>
    <message>
        <source>{title}: noted as right.</source>
        <translation>{title}：已记为正确。</translation>
    </message>
    <message>
        <source>Noted: this face is not {person}.</source>
        <translation>已记录：这张面孔不是“{person}”。</translation>
    </message>
    <message>
        <source>Why was it decided so?</source>
        <translation>为什么这样判断？</translation>
    </message>
    <message>
        <source>Looking it up…</source>
        <translation>正在查询…</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>所见</translation>
    </message>
    <message>
        <source>&amp;Take it back</source>
        <translation>撤回(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Right</source>
        <translation>正确(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Not this person</source>
        <translation>不是此人(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Enrol…</source>
        <translation>登记(&amp;E)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Key {key}</source>
        <translation>按键 {key}</translation>
    </message>
    <message>
        <source>This sighting is no longer kept.</source>
        <translation>这条记录已不再保存。</translation>
    </message>
    <message>
        <source>Picture {n}</source>
        <translation>照片 {n}</translation>
    </message>
    <message>
        <source>The best picture of this visit</source>
        <translation>这次到访的最佳照片</translation>
    </message>
    <message>
        <source>Enrolled: {name}</source>
        <translation>已登记：{name}</translation>
    </message>
    <message>
        <source>Nobody to compare with</source>
        <translation>没有可比对的人</translation>
    </message>
    <message>
        <source>Enrolled picture of {name}</source>
        <translation>“{name}”登记时的照片</translation>
    </message>
    <message>
        <source>&amp;Rightly unknown</source>
        <translation>确实是陌生人(&amp;R)</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>已撤回。</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>named</source>
        <translation>认定</translation>
    </message>
</context>
<context>
    <name>Credentials</name>
    <message>
        <source>&amp;Set</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Take away</source>
        <translation>移除(&amp;T)</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新 PIN</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再次输入</translation>
    </message>
    <message>
        <source>set</source>
        <translation>已设置</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>两次输入不一致。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>PIN and code of {name}</source>
        <translation>“{name}”的 PIN 和二维码</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Typed at the kiosk where the face alone does not do.</source>
        <translation>仅凭面孔不够时，在自助终端上输入。</translation>
    </message>
    <message>
        <source>PIN for duress</source>
        <translation>胁迫 PIN</translation>
    </message>
    <message>
        <source>Opens like the other one and calls for help without a sound. It must differ.</source>
        <translation>与普通 PIN 一样可以开门，同时静默求助。两者不能相同。</translation>
    </message>
    <message>
        <source>The PIN was set.</source>
        <translation>PIN 已设置。</translation>
    </message>
    <message>
        <source>The PIN was taken away.</source>
        <translation>PIN 已移除。</translation>
    </message>
    <message>
        <source>The PIN for duress was set.</source>
        <translation>胁迫 PIN 已设置。</translation>
    </message>
    <message>
        <source>The PIN for duress was taken away.</source>
        <translation>胁迫 PIN 已移除。</translation>
    </message>
    <message>
        <source>&amp;Make a code</source>
        <translation>生成二维码(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Revoke</source>
        <translation>作废(&amp;R)</translation>
    </message>
    <message>
        <source>Sa&amp;ve as a picture…</source>
        <translation>另存为图片(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>The QR code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>Save or print it now: when this window is closed it cannot be shown again.</source>
        <translation>请立即保存或打印：关闭此窗口后将无法再次显示。</translation>
    </message>
    <message>
        <source>Held up to the kiosk; a new one makes the old one worthless.</source>
        <translation>在自助终端前出示；生成新的二维码后，旧的即失效。</translation>
    </message>
    <message>
        <source>&amp;Make a new code</source>
        <translation>重新生成二维码(&amp;M)</translation>
    </message>
    <message>
        <source>The code is worth nothing now.</source>
        <translation>二维码已失效。</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Save the code</source>
        <translation>保存二维码</translation>
    </message>
    <message>
        <source>The code was saved as {name}.</source>
        <translation>二维码已保存为 {name}。</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>Enrolled twice</source>
        <translation>重复登记</translation>
    </message>
    <message>
        <source>Mixed pictures</source>
        <translation>照片混杂</translation>
    </message>
    <message>
        <source>Odd pictures</source>
        <translation>异常照片</translation>
    </message>
    <message>
        <source>Lookalikes</source>
        <translation>长相相似</translation>
    </message>
    <message>
        <source>No face</source>
        <translation>没有面孔</translation>
    </message>
    <message>
        <source>Age or gender</source>
        <translation>年龄或性别</translation>
    </message>
    <message>
        <source>Poor pictures</source>
        <translation>照片质量较差</translation>
    </message>
    <message>
        <source>Old pictures</source>
        <translation>照片陈旧</translation>
    </message>
    <message>
        <source>Single picture</source>
        <translation>仅一张照片</translation>
    </message>
    <message>
        <source>Never seen</source>
        <translation>从未出现</translation>
    </message>
    <message>
        <source>Two entries so alike that they probably are one person.</source>
        <translation>两个条目极为相似，很可能是同一个人。</translation>
    </message>
    <message>
        <source>Pictures that fall into groups which do not look like one person.</source>
        <translation>照片可分成几组，看起来不像同一个人。</translation>
    </message>
    <message>
        <source>One picture that does not look like the person&apos;s others.</source>
        <translation>有一张照片与此人的其他照片不像。</translation>
    </message>
    <message>
        <source>People of whom one may be named when the other comes.</source>
        <translation>一人到来时，可能被认成另一人。</translation>
    </message>
    <message>
        <source>Pictures on which there probably is no face.</source>
        <translation>照片上很可能没有面孔。</translation>
    </message>
    <message>
        <source>What is written down does not fit the pictures.</source>
        <translation>登记的资料与照片不符。</translation>
    </message>
    <message>
        <source>Pictures too blurred, dark, small or turned to rely on.</source>
        <translation>照片太模糊、太暗、太小或没有正对，不够可靠。</translation>
    </message>
    <message>
        <source>People whose newest picture is more than five years old.</source>
        <translation>最新的照片也已超过五年。</translation>
    </message>
    <message>
        <source>A second picture makes a person clearly easier to recognise.</source>
        <translation>再添加一张照片，识别起来会明显更容易。</translation>
    </message>
    <message>
        <source>People no camera has seen since they were enrolled.</source>
        <translation>登记后还没有被任何摄像头看到过的人。</translation>
    </message>
    <message>
        <source>{chance} likely to be one person</source>
        <translation>有 {chance} 的可能是同一个人</translation>
    </message>
    <message>
        <source>{chance} likely to be taken for each other</source>
        <translation>有 {chance} 的可能被互相认错</translation>
    </message>
    <message>
        <source>{chance} likely to be no face</source>
        <translation>有 {chance} 的可能不是面孔</translation>
    </message>
    <message>
        <source>The quality is only {quality}</source>
        <translation>质量只有 {quality}</translation>
    </message>
    <message>
        <source>The newest picture is from {since}</source>
        <translation>最新的照片是 {since} 的</translation>
    </message>
    <message>
        <source>There is only one picture</source>
        <translation>只有一张照片</translation>
    </message>
    <message>
        <source>Enrolled on {since}, and not seen since</source>
        <translation>登记于 {since}，此后从未出现</translation>
    </message>
    <message>
        <source>A picture of {name} looks like {other}</source>
        <translation>“{name}”有一张照片像“{other}”</translation>
    </message>
    <message>
        <source>Some pictures of {name} look like {other}</source>
        <translation>“{name}”有几张照片像“{other}”</translation>
    </message>
    <message>
        <source>A picture of {name} does not look like the others</source>
        <translation>“{name}”有一张照片与其余的不像</translation>
    </message>
    <message>
        <source>Some pictures of {name} do not look like the others</source>
        <translation>“{name}”有几张照片与其余的不像</translation>
    </message>
    <message>
        <source>One person: &amp;merge…</source>
        <translation>是同一个人：合并(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Two people: keep apart</source>
        <translation>是两个人：加以区分(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Give to {other}…</source>
        <translation>转给“{other}”(&amp;G)…</translation>
    </message>
    <message>
        <source>&amp;Split off…</source>
        <translation>拆分(&amp;S)…</translation>
    </message>
    <message>
        <source>Ta&amp;ke out</source>
        <translation>移除照片(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Add pictures…</source>
        <translation>添加照片(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Correct…</source>
        <translation>更正(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除此人(&amp;R)</translation>
    </message>
    <message>
        <source>{name} and {other} are one person now.</source>
        <translation>“{name}”与“{other}”已合并为一人。</translation>
    </message>
    <message>
        <source>{name} and {other} are kept apart from now on.</source>
        <translation>今后会对“{name}”与“{other}”加以区分。</translation>
    </message>
    <message>
        <source>The pictures belong to {other} now.</source>
        <translation>照片已归到“{other}”名下。</translation>
    </message>
    <message>
        <source>The pictures of {name} were split.</source>
        <translation>“{name}”的照片已拆分。</translation>
    </message>
    <message>
        <source>Pictures of {name} were taken out.</source>
        <translation>“{name}”的相关照片已移除。</translation>
    </message>
    <message>
        <source>{name} was removed.</source>
        <translation>“{name}”已移除。</translation>
    </message>
    <message>
        <source>female</source>
        <translation>女性</translation>
    </message>
    <message>
        <source>male</source>
        <translation>男性</translation>
    </message>
    <message>
        <source>{people} people with {pictures} pictures, compared {when} in {seconds} s</source>
        <translation>{people} 人，{pictures} 张照片；比对于 {when}，用时 {seconds} 秒</translation>
    </message>
    <message>
        <source>Enrolled twice, a person is recognised less surely. Keep them apart if they are twins.</source>
        <translation>重复登记会降低识别的把握。如果是双胞胎，请加以区分。</translation>
    </message>
    <message>
        <source>Kept apart, neither is named unless the face is clearly nearer to one of them.</source>
        <translation>加以区分后，只有面孔明显更接近其中一人时才会认定。</translation>
    </message>
    <message>
        <source>It may be the same person after all, on an unusual picture. Please look.</source>
        <translation>也可能就是同一个人，只是照片比较特殊。请查看确认。</translation>
    </message>
    <message>
        <source>{chance} likely to be somebody else; that person would be let in as {name}.</source>
        <translation>有 {chance} 的可能是另一个人；那个人会被当作“{name}”放行。</translation>
    </message>
    <message>
        <source>No picture of {name} is good enough to rely on.</source>
        <translation>“{name}”没有一张足够可靠的照片。</translation>
    </message>
    <message>
        <source>There are better ones. Poor pictures to take out: {count}</source>
        <translation>另有更好的照片。可移除的较差照片：{count}</translation>
    </message>
    <message>
        <source>Pictures that move: {pictures}. Past visits that change their name: {visits}.</source>
        <translation>随之转移的照片：{pictures} 张。随之改名的以往到访：{visits} 次。</translation>
    </message>
    <message>
        <source>Comparing everybody with everybody</source>
        <translation>正在两两比对所有人</translation>
    </message>
    <message>
        <source>Looking at every picture</source>
        <translation>正在逐张查看照片</translation>
    </message>
    <message>
        <source>Written down as {age} years old, looks about {looks}</source>
        <translation>登记为 {age} 岁，看上去约 {looks} 岁</translation>
    </message>
    <message>
        <source>Written down as {gender}, looks {looks}</source>
        <translation>登记为{gender}，看上去像{looks}</translation>
    </message>
    <message>
        <source>This is not shown again.</source>
        <translation>此项不再显示。</translation>
    </message>
    <message>
        <source>&amp;Examine</source>
        <translation>开始检查(&amp;E)</translation>
    </message>
    <message>
        <source>Usher compares everybody with everybody and shows who is enrolled twice, whose pictures are mixed up, poor or old, and who is easily taken for somebody else. Nothing is changed without you.</source>
        <translation>Usher 会两两比对所有人，找出重复登记的人，照片混杂、较差或陈旧的人，以及容易被认成别人的人。未经您同意，不会作任何更改。</translation>
    </message>
    <message>
        <source>Is everybody enrolled well?</source>
        <translation>所有人的登记都没有问题吗？</translation>
    </message>
    <message>
        <source>&amp;Examine again</source>
        <translation>重新检查(&amp;E)</translation>
    </message>
    <message>
        <source>Everybody is enrolled well</source>
        <translation>所有人的登记都没有问题</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Examining…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Gallery check</source>
        <translation>人员库检查</translation>
    </message>
    <message>
        <source>Show &amp;more</source>
        <translation>显示更多(&amp;O)</translation>
    </message>
    <message>
        <source>Looking what would change…</source>
        <translation>正在查看会有哪些变化…</translation>
    </message>
    <message>
        <source>Make one person of {name} and {other}?</source>
        <translation>将“{name}”与“{other}”合并为一人？</translation>
    </message>
    <message>
        <source>Split pictures off {name}?</source>
        <translation>从“{name}”名下拆分出部分照片？</translation>
    </message>
    <message>
        <source>Give the pictures to {other}?</source>
        <translation>将照片转给“{other}”？</translation>
    </message>
    <message>
        <source>The name that stays</source>
        <translation>保留的姓名</translation>
    </message>
    <message>
        <source>&amp;Name of the new person</source>
        <translation>新人员的姓名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>合并(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Split</source>
        <translation>拆分(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Give</source>
        <translation>转移(&amp;G)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Leave it</source>
        <translation>忽略(&amp;L)</translation>
    </message>
    <message>
        <source>Do not show this again</source>
        <translation>不再显示此项</translation>
    </message>
</context>
<context>
    <name>Doors</name>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>a rule lets them in</source>
        <translation>规则允许通行</translation>
    </message>
    <message>
        <source>the door was held open</source>
        <translation>当时门保持开启</translation>
    </message>
    <message>
        <source>the door was locked down</source>
        <translation>当时门已封锁</translation>
    </message>
    <message>
        <source>they are set inactive</source>
        <translation>此人已停用</translation>
    </message>
    <message>
        <source>outside the dates they are enrolled for</source>
        <translation>不在登记的有效期内</translation>
    </message>
    <message>
        <source>no rule lets them in here</source>
        <translation>没有规则允许通行此门</translation>
    </message>
    <message>
        <source>a rule keeps them out</source>
        <translation>有规则禁止通行</translation>
    </message>
    <message>
        <source>not at this hour</source>
        <translation>不在允许的时段</translation>
    </message>
    <message>
        <source>this door also wants a PIN</source>
        <translation>此门还要求 PIN</translation>
    </message>
    <message>
        <source>the PIN was wrong</source>
        <translation>PIN 错误</translation>
    </message>
    <message>
        <source>nobody who opens up had come yet</source>
        <translation>应首先进入的人还没有来</translation>
    </message>
    <message>
        <source>a second person was missing</source>
        <translation>缺少第二个人</translation>
    </message>
    <message>
        <source>nobody went ahead to escort them</source>
        <translation>没有陪同人先行</translation>
    </message>
    <message>
        <source>they were inside already</source>
        <translation>此人已在里面</translation>
    </message>
    <message>
        <source>they were not inside</source>
        <translation>此人不在里面</translation>
    </message>
    <message>
        <source>another door was still open</source>
        <translation>另一扇门还开着</translation>
    </message>
    <message>
        <source>Opened by force: nobody had been let in</source>
        <translation>强行开门：没有放行任何人</translation>
    </message>
    <message>
        <source>Open for too long</source>
        <translation>开启时间过长</translation>
    </message>
    <message>
        <source>The door did not do what it was told</source>
        <translation>门没有执行指令</translation>
    </message>
    <message>
        <source>Opened by force</source>
        <translation>被强行打开</translation>
    </message>
    <message>
        <source>Left open for too long</source>
        <translation>开启时间过长</translation>
    </message>
    <message>
        <source>Closed again</source>
        <translation>已重新关闭</translation>
    </message>
    <message>
        <source>Opened by {author}</source>
        <translation>{author} 开门</translation>
    </message>
    <message>
        <source>Held open by {author}</source>
        <translation>{author} 让门保持开启</translation>
    </message>
    <message>
        <source>Locked down by {author}</source>
        <translation>{author} 封锁了门</translation>
    </message>
    <message>
        <source>Back to normal by {author}</source>
        <translation>{author} 让门恢复正常</translation>
    </message>
    <message>
        <source>{author} let {name} pass once more</source>
        <translation>{author} 允许 {name} 再通行一次</translation>
    </message>
    <message>
        <source>{name} was let in</source>
        <translation>{name} 获准进入</translation>
    </message>
    <message>
        <source>{name} was let out</source>
        <translation>{name} 获准离开</translation>
    </message>
    <message>
        <source>{name} was let through</source>
        <translation>{name} 获准通行</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Locked down</source>
        <translation>已封锁</translation>
    </message>
    <message>
        <source>Held open</source>
        <translation>保持开启</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation>已开锁</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已上锁</translation>
    </message>
    <message>
        <source>No door contact</source>
        <translation>无门磁</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Cannot be reached</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Connected · {ms} ms</source>
        <translation>已连接 · {ms} 毫秒</translation>
    </message>
    <message>
        <source>{name} used the PIN for duress at {time}. Click once it is taken care of.</source>
        <translation>{name} 于 {time} 使用了胁迫 PIN。处理完毕后请点击。</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>the program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>{name} was turned away: {why}</source>
        <translation>{name} 被拒绝：{why}</translation>
    </message>
    <message>
        <source>Not opened for {name}: they would have been gone</source>
        <translation>未为 {name} 开门：此人应已离开</translation>
    </message>
    <message>
        <source>Please call {name} back</source>
        <translation>请给 {name} 回电</translation>
    </message>
    <message>
        <source>The door did not open for {name}</source>
        <translation>门没有为 {name} 打开</translation>
    </message>
    <message>
        <source>face</source>
        <translation>面孔</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Doors</source>
        <translation>门禁</translation>
    </message>
    <message>
        <source>Who may pass</source>
        <translation>通行权限</translation>
    </message>
    <message>
        <source>Open {name} once?</source>
        <translation>打开“{name}”一次？</translation>
    </message>
    <message>
        <source>It unlocks for a few seconds, whoever stands there.</source>
        <translation>门将开锁几秒钟，不论谁在门前。</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>开门(&amp;O)</translation>
    </message>
    <message>
        <source>{name} was opened.</source>
        <translation>“{name}”已打开。</translation>
    </message>
    <message>
        <source>Hold {name} open?</source>
        <translation>让“{name}”保持开启？</translation>
    </message>
    <message>
        <source>Everybody can pass until somebody sets it back to normal.</source>
        <translation>在有人将其恢复正常之前，所有人都可通行。</translation>
    </message>
    <message>
        <source>&amp;Hold open</source>
        <translation>保持开启(&amp;H)</translation>
    </message>
    <message>
        <source>{name} is held open.</source>
        <translation>“{name}”已设为保持开启。</translation>
    </message>
    <message>
        <source>Lock {name} down?</source>
        <translation>封锁“{name}”？</translation>
    </message>
    <message>
        <source>Nobody can pass, whatever the rules say, until it is set back to normal.</source>
        <translation>在恢复正常之前，不论规则如何，任何人都不能通行。</translation>
    </message>
    <message>
        <source>&amp;Lock down</source>
        <translation>封锁(&amp;L)</translation>
    </message>
    <message>
        <source>{name} is locked down.</source>
        <translation>“{name}”已封锁。</translation>
    </message>
    <message>
        <source>Set {name} back to normal?</source>
        <translation>让“{name}”恢复正常？</translation>
    </message>
    <message>
        <source>The rules decide again who may pass.</source>
        <translation>重新由规则决定谁可以通行。</translation>
    </message>
    <message>
        <source>Back to &amp;normal</source>
        <translation>恢复正常(&amp;N)</translation>
    </message>
    <message>
        <source>{name} is back to normal.</source>
        <translation>“{name}”已恢复正常。</translation>
    </message>
    <message>
        <source>Lock down every door?</source>
        <translation>封锁所有门？</translation>
    </message>
    <message>
        <source>Nobody can pass any door, whatever the rules say, until they are set back to normal.</source>
        <translation>在恢复正常之前，不论规则如何，任何人都不能通行任何门。</translation>
    </message>
    <message>
        <source>&amp;Lock down all</source>
        <translation>全部封锁(&amp;L)</translation>
    </message>
    <message>
        <source>Every door is locked down.</source>
        <translation>所有门均已封锁。</translation>
    </message>
    <message>
        <source>Set every door back to normal?</source>
        <translation>让所有门恢复正常？</translation>
    </message>
    <message>
        <source>Every door is back to normal.</source>
        <translation>所有门均已恢复正常。</translation>
    </message>
    <message>
        <source>Let {name} pass once more?</source>
        <translation>允许“{name}”再通行一次？</translation>
    </message>
    <message>
        <source>Where they are is forgotten: the next door takes them as they come.</source>
        <translation>将清除其所在位置的记录：下一扇门不再检查此人从何处来。</translation>
    </message>
    <message>
        <source>&amp;Let pass once</source>
        <translation>允许通行一次(&amp;L)</translation>
    </message>
    <message>
        <source>{name} may pass once more.</source>
        <translation>“{name}”可以再通行一次。</translation>
    </message>
    <message>
        <source>What happened at the doors</source>
        <translation>门的事件</translation>
    </message>
    <message>
        <source>Every door</source>
        <translation>所有门</translation>
    </message>
    <message>
        <source>Of which door</source>
        <translation>按门筛选</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Nothing of this kind so far.</source>
        <translation>目前没有此类事件。</translation>
    </message>
    <message>
        <source>&amp;Add a door</source>
        <translation>添加门(&amp;A)</translation>
    </message>
    <message>
        <source>All back to &amp;normal…</source>
        <translation>全部恢复正常(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Lock down all…</source>
        <translation>全部封锁(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Add the first door</source>
        <translation>添加第一扇门(&amp;A)</translation>
    </message>
    <message>
        <source>A door is a relay that Usher switches: somebody is recognised by a camera of the door, a rule lets them in, and it unlocks for a few seconds. Without a device the simulated one lets you try everything.</source>
        <translation>门就是由 Usher 控制的继电器：门的摄像头识别到某人，有规则允许通行，门就开锁几秒钟。没有设备时，可用模拟设备试用全部功能。</translation>
    </message>
    <message>
        <source>There are no doors yet</source>
        <translation>还没有门</translation>
    </message>
    <message>
        <source>The door {name} was removed.</source>
        <translation>门“{name}”已移除。</translation>
    </message>
    <message>
        <source>The door {name} is back.</source>
        <translation>门“{name}”已恢复。</translation>
    </message>
    <message>
        <source>Such as: parcel for the office</source>
        <translation>例如：给办公室送包裹</translation>
    </message>
    <message>
        <source>&amp;Reason, kept in the ledger</source>
        <translation>原因，将记入台账(&amp;R)</translation>
    </message>
    <message>
        <source>Given lately</source>
        <translation>最近用过</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>还没有人</translation>
    </message>
    <message>
        <source>Please call back</source>
        <translation>请回电</translation>
    </message>
    <message>
        <source>More about this door</source>
        <translation>此门的更多操作</translation>
    </message>
    <message>
        <source>&amp;What this door asks…</source>
        <translation>此门的通行要求(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>修改(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>门</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>继电器</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Open once…</source>
        <translation>开门一次…</translation>
    </message>
    <message>
        <source>Hold open…</source>
        <translation>保持开启…</translation>
    </message>
    <message>
        <source>Back to normal…</source>
        <translation>恢复正常…</translation>
    </message>
    <message>
        <source>Lock down…</source>
        <translation>封锁…</translation>
    </message>
</context>
<context>
    <name>Enrol</name>
    <message>
        <source>These pictures hardly look like {name} ({percent}). Add them only if you are sure.</source>
        <translation>这些照片不太像“{name}”（{percent}）。请在确定后再添加。</translation>
    </message>
    <message>
        <source>Select at least one picture.</source>
        <translation>请至少选择一张照片。</translation>
    </message>
    <message>
        <source>None of the selected pictures is good enough. Take a better one.</source>
        <translation>所选照片的质量都不够好，请换一张更好的。</translation>
    </message>
    <message>
        <source>The selected pictures show more than one person. Leave out the marked ones.</source>
        <translation>所选照片中不止一个人。请去掉有标记的照片。</translation>
    </message>
    <message>
        <source>Decide whether this is {name}.</source>
        <translation>请先确认这是不是“{name}”。</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>请输入姓名。</translation>
    </message>
    <message>
        <source>The ID {id} belongs to {name}.</source>
        <translation>编号 {id} 已属于“{name}”。</translation>
    </message>
    <message>
        <source>Write the birth date as year-month-day, such as 1990-12-31.</source>
        <translation>请按年-月-日填写出生日期，例如 1990-12-31。</translation>
    </message>
    <message>
        <source>Checking whether this person is enrolled already…</source>
        <translation>正在检查此人是否已登记…</translation>
    </message>
    <message>
        <source>signed form</source>
        <translation>签字表格</translation>
    </message>
    <message>
        <source>asked at the desk</source>
        <translation>前台当面询问</translation>
    </message>
    <message>
        <source>part of the contract</source>
        <translation>合同约定</translation>
    </message>
    <message>
        <source>Step in front of the camera</source>
        <translation>请站到摄像头前</translation>
    </message>
    <message>
        <source>One at a time, please</source>
        <translation>请一次一人</translation>
    </message>
    <message>
        <source>No photos or screens, please</source>
        <translation>请勿使用照片或屏幕</translation>
    </message>
    <message>
        <source>Bring your whole face into the picture</source>
        <translation>请让整张脸进入画面</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>请靠近一些</translation>
    </message>
    <message>
        <source>Step back a little</source>
        <translation>请稍微后退</translation>
    </message>
    <message>
        <source>Take off the mask</source>
        <translation>请摘下口罩</translation>
    </message>
    <message>
        <source>More light on the face</source>
        <translation>请让脸部亮一些</translation>
    </message>
    <message>
        <source>Less light on the face</source>
        <translation>请让脸部暗一些</translation>
    </message>
    <message>
        <source>Blurred: hold still, or wipe the lens</source>
        <translation>画面模糊：请保持不动，或擦净镜头</translation>
    </message>
    <message>
        <source>Show your whole face</source>
        <translation>请露出整张脸</translation>
    </message>
    <message>
        <source>This is somebody else</source>
        <translation>这是另一个人</translation>
    </message>
    <message>
        <source>Look at the camera</source>
        <translation>请看摄像头</translation>
    </message>
    <message>
        <source>Turn a little to your left</source>
        <translation>请稍向左转</translation>
    </message>
    <message>
        <source>Turn a little to your right</source>
        <translation>请稍向右转</translation>
    </message>
    <message>
        <source>Not quite so far</source>
        <translation>转得太多了</translation>
    </message>
    <message>
        <source>Look up and down a little</source>
        <translation>请稍微抬头、低头</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>请保持不动</translation>
    </message>
    <message>
        <source>Done, thank you</source>
        <translation>已完成，谢谢</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左侧</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右侧</translation>
    </message>
    <message>
        <source>Extra</source>
        <translation>补充</translation>
    </message>
    <message>
        <source>{n} pictures taken</source>
        <translation>已拍摄 {n} 张照片</translation>
    </message>
    <message>
        <source>Still wanted: {views}</source>
        <translation>还需要：{views}</translation>
    </message>
    <message>
        <source>The pictures were added to {name}.</source>
        <translation>照片已添加到“{name}”名下。</translation>
    </message>
    <message>
        <source>{name} is enrolled and will be recognised from now on.</source>
        <translation>“{name}”已登记，今后会被识别。</translation>
    </message>
    <message>
        <source>{name} was taken out again.</source>
        <translation>已撤销对“{name}”的登记。</translation>
    </message>
    <message>
        <source>Enrol a person</source>
        <translation>登记人员</translation>
    </message>
    <message>
        <source>Add pictures of {name}</source>
        <translation>为“{name}”添加照片</translation>
    </message>
    <message>
        <source>Looking for pictures…</source>
        <translation>正在查找照片…</translation>
    </message>
    <message>
        <source>No pictures yet.</source>
        <translation>还没有照片。</translation>
    </message>
    <message>
        <source>The pictures of this visit are no longer at hand. Ask the person to step in front of a camera, then take new ones, or add files.</source>
        <translation>这次到访的照片已不可用。请让此人站到摄像头前重新拍摄，或添加文件。</translation>
    </message>
    <message>
        <source>Badge or staff number, optional</source>
        <translation>工牌号或工号，可不填</translation>
    </message>
    <message>
        <source>Such as Sales, Night shift</source>
        <translation>例如：销售部, 夜班</translation>
    </message>
    <message>
        <source>1990-12-31</source>
        <translation>1990-12-31</translation>
    </message>
    <message>
        <source>Agreed to be &amp;recognised</source>
        <translation>本人同意被识别(&amp;R)</translation>
    </message>
    <message>
        <source>How consent was given</source>
        <translation>同意方式</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>姓名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;ID</source>
        <translation>编号(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Groups</source>
        <translation>分组(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;More…</source>
        <translation>更多(&amp;M)…</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>未填写</translation>
    </message>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>&amp;Born</source>
        <translation>出生日期(&amp;B)</translation>
    </message>
    <message>
        <source>G&amp;ender</source>
        <translation>性别(&amp;E)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Add pictures</source>
        <translation>添加照片(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>A &amp;different person</source>
        <translation>是另一个人(&amp;D)</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Same person: &amp;add to {name}</source>
        <translation>是同一个人：添加到“{name}”(&amp;P)</translation>
    </message>
    <message>
        <source>Looks like {name}, {percent}</source>
        <translation>很像“{name}”，{percent}</translation>
    </message>
    <message>
        <source>Enrolling somebody twice makes both harder to recognise.</source>
        <translation>重复登记同一个人会使识别变得困难。</translation>
    </message>
    <message>
        <source>Leave this picture out</source>
        <translation>不使用这张照片</translation>
    </message>
    <message>
        <source>somebody else?</source>
        <translation>是另一个人？</translation>
    </message>
    <message>
        <source>Picture: {quality}</source>
        <translation>照片：{quality}</translation>
    </message>
    <message>
        <source>{file} shows {n} faces: select the right one below.</source>
        <translation>{file} 中有 {n} 张面孔：请在下方选择正确的一张。</translation>
    </message>
    <message>
        <source>{file}: {n} pictures of one person.</source>
        <translation>{file}：同一个人的 {n} 张照片。</translation>
    </message>
    <message>
        <source>{file}: the face is not good enough to be recognised by.</source>
        <translation>{file}：面孔质量不足以用于识别。</translation>
    </message>
    <message>
        <source>{file}: one good face.</source>
        <translation>{file}：一张合格的面孔。</translation>
    </message>
    <message>
        <source>Drop pictures or a video of one person here</source>
        <translation>将一个人的图片或视频拖放到此处</translation>
    </message>
    <message>
        <source>Two or three pictures from different days recognise somebody best.</source>
        <translation>两三张不同日期的照片识别效果最好。</translation>
    </message>
    <message>
        <source>&amp;Choose files…</source>
        <translation>选择文件(&amp;C)…</translation>
    </message>
    <message>
        <source>Pictures and videos ({kinds})</source>
        <translation>图片和视频 ({kinds})</translation>
    </message>
    <message>
        <source>Choose pictures or a video</source>
        <translation>选择图片或视频</translation>
    </message>
    <message>
        <source>Waiting for the camera…</source>
        <translation>正在等待摄像头…</translation>
    </message>
    <message>
        <source>Picture of the camera. Space takes a picture.</source>
        <translation>摄像头画面。按空格键拍照。</translation>
    </message>
    <message>
        <source>These are the pictures of the visit. A camera or files can add other views.</source>
        <translation>这些是这次到访的照片。可用摄像头或文件补充其他角度。</translation>
    </message>
    <message>
        <source>This visit</source>
        <translation>这次到访</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>&amp;Take now</source>
        <translation>立即拍摄(&amp;T)</translation>
    </message>
    <message>
        <source>Space, with the picture selected</source>
        <translation>选中画面后按空格键</translation>
    </message>
    <message>
        <source>{name} (USB)</source>
        <translation>{name}（USB）</translation>
    </message>
    <message>
        <source>There is no camera. Plug one in, or use files.</source>
        <translation>没有摄像头。请接入一个，或使用文件。</translation>
    </message>
</context>
<context>
    <name>Feed</name>
    <message>
        <source>Enrol</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Photo or screen?</source>
        <translation>照片或屏幕？</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>陌生人</translation>
    </message>
    <message>
        <source>of {name}</source>
        <translation>冒充“{name}”</translation>
    </message>
    <message>
        <source>nobody to compare with</source>
        <translation>尚无可比对的人</translation>
    </message>
    <message>
        <source>closest {score}</source>
        <translation>最接近 {score}</translation>
    </message>
    <message>
        <source>margin {margin}</source>
        <translation>差距 {margin}</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>not this person</source>
        <translation>不是此人</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>动态</translation>
    </message>
    <message>
        <source>Nobody has passed yet</source>
        <translation>还没有人经过</translation>
    </message>
    <message>
        <source>Everyone a camera sees well enough appears here.</source>
        <translation>摄像头看清的每个人都会显示在这里。</translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message>
        <source>The thread {subject} has been busy with the same thing for {seconds} s. If that goes on, close Usher, open it again and send the log.</source>
        <translation>线程 {subject} 处理同一件事已有 {seconds} 秒。如果一直这样，请关闭并重新打开 Usher，并发送日志。</translation>
    </message>
    <message>
        <source>The thread {subject} has ended. Close Usher, open it again and send the log.</source>
        <translation>线程 {subject} 已结束。请关闭并重新打开 Usher，并发送日志。</translation>
    </message>
    <message>
        <source>{waiting} wait in the queue {subject}, more every moment. The machine does not keep up: lower the frame rate of its cameras, or use fewer.</source>
        <translation>队列 {subject} 中有 {waiting} 项在等待，而且越来越多。这台机器跟不上：请降低摄像头的帧率，或减少摄像头。</translation>
    </message>
    <message>
        <source>Usher holds {rss} MB of memory, {rate} MB more every minute. Close it and open it again when it suits, and send the log.</source>
        <translation>Usher 占用 {rss} MB 内存，每分钟增加 {rate} MB。请在方便时关闭并重新打开，并发送日志。</translation>
    </message>
    <message>
        <source>Writing to {subject} takes {ms} ms. Check the disk, or move the data folder to a faster one.</source>
        <translation>写入 {subject} 需要 {ms} 毫秒。请检查磁盘，或把数据文件夹移到更快的磁盘。</translation>
    </message>
    <message>
        <source>Nothing can be written to {subject}: {reason}. Check the disk and the permissions of the folder.</source>
        <translation>无法写入 {subject}：{reason}。请检查磁盘和文件夹的权限。</translation>
    </message>
    <message>
        <source>Only {free} MB are free on the disk of {subject}. Make room, or what is seen cannot be kept.</source>
        <translation>{subject} 所在的磁盘只剩 {free} MB。请腾出空间，否则看到的内容无法保存。</translation>
    </message>
    <message>
        <source>The clock of this machine moved by {seconds} s: it was set, or the machine slept. Check date and time, because events carry them.</source>
        <translation>本机时钟变动了 {seconds} 秒：可能被调整过，或机器曾休眠。请检查日期和时间，因为每条记录都带有时间。</translation>
    </message>
    <message>
        <source>{waiting} events wait to be written. {reason}</source>
        <translation>有 {waiting} 条记录等待写入。{reason}</translation>
    </message>
    <message>
        <source>Pictures/s</source>
        <translation>帧/秒</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Reconnects</source>
        <translation>重连</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95 %</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99 %</translation>
    </message>
    <message>
        <source>{ms} ms</source>
        <translation>{ms} 毫秒</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>{min} min</source>
        <translation>{min} 分钟</translation>
    </message>
    <message>
        <source>Finding faces</source>
        <translation>查找面孔</translation>
    </message>
    <message>
        <source>Following faces</source>
        <translation>跟踪面孔</translation>
    </message>
    <message>
        <source>Judging their quality</source>
        <translation>评估质量</translation>
    </message>
    <message>
        <source>Measuring them</source>
        <translation>提取特征</translation>
    </message>
    <message>
        <source>Age and gender</source>
        <translation>年龄和性别</translation>
    </message>
    <message>
        <source>Telling people from pictures</source>
        <translation>区分真人与照片</translation>
    </message>
    <message>
        <source>All but the networks</source>
        <translation>网络之外的全部</translation>
    </message>
    <message>
        <source>A whole picture</source>
        <translation>整帧画面</translation>
    </message>
    <message>
        <source>Searching a person</source>
        <translation>搜索人员</translation>
    </message>
    <message>
        <source>From capture to name</source>
        <translation>从拍摄到给出姓名</translation>
    </message>
    <message>
        <source>Pictures to be analysed</source>
        <translation>待分析的画面</translation>
    </message>
    <message>
        <source>Faces to be decided</source>
        <translation>待判断的面孔</translation>
    </message>
    <message>
        <source>Events to be written</source>
        <translation>待写入的记录</translation>
    </message>
    <message>
        <source>{n} of {limit}</source>
        <translation>{n} / {limit}</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>已占用</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>增长</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>打开的文件</translation>
    </message>
    <message>
        <source>too early to say</source>
        <translation>尚早，无法判断</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{rate} MB/min</source>
        <translation>{rate} MB/分钟</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Free on its disk</source>
        <translation>所在磁盘的剩余空间</translation>
    </message>
    <message>
        <source>A test write</source>
        <translation>试写一次</translation>
    </message>
    <message>
        <source>A transaction</source>
        <translation>一次事务</translation>
    </message>
    <message>
        <source>Nothing is known yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>Between {low} and {high} in the last {minutes} min</source>
        <translation>最近 {minutes} 分钟内在 {low} 与 {high} 之间</translation>
    </message>
    <message>
        <source>All is well. Cameras, memory, disk and clock are being watched.</source>
        <translation>一切正常。正在监视摄像头、内存、磁盘和时钟。</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>There are no cameras yet.</source>
        <translation>还没有摄像头。</translation>
    </message>
    <message>
        <source>What a picture takes, in ms</source>
        <translation>每帧画面用时（毫秒）</translation>
    </message>
    <message>
        <source>No picture has been analysed yet.</source>
        <translation>还没有分析过画面。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>30 min ago</source>
        <translation>30 分钟前</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状况</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>not imported</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>名</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>姓</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意情况</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>有效期自</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>of a known name, to be compared</source>
        <translation>同名，待比对</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>略过</translation>
    </message>
    <message>
        <source>pictures to look at</source>
        <translation>待查看的照片</translation>
    </message>
    <message>
        <source>enrolled</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>pictures looked at</source>
        <translation>已查看的照片</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Import one person</source>
        <translation>导入 1 人(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Import {number} people</source>
        <translation>导入 {number} 人(&amp;I)</translation>
    </message>
    <message>
        <source>There is nothing to do: everybody in it is enrolled already, or has a problem.</source>
        <translation>无需导入：其中所有人都已登记，或存在问题。</translation>
    </message>
    <message>
        <source>No column holds pictures, so only people who are enrolled already can be changed.</source>
        <translation>没有照片列，因此只能更改已登记的人。</translation>
    </message>
    <message>
        <source>Comparing with who is enrolled…</source>
        <translation>正在与已登记的人比对…</translation>
    </message>
    <message>
        <source>{done} of {total} pictures</source>
        <translation>{done} / {total} 张照片</translation>
    </message>
    <message>
        <source>{pace} a second</source>
        <translation>每秒 {pace} 张</translation>
    </message>
    <message>
        <source>about {minutes} minutes left</source>
        <translation>约剩 {minutes} 分钟</translation>
    </message>
    <message>
        <source>about {seconds} seconds left</source>
        <translation>约剩 {seconds} 秒</translation>
    </message>
    <message>
        <source>The import was cancelled</source>
        <translation>导入已取消</translation>
    </message>
    <message>
        <source>The import stopped</source>
        <translation>导入已中止</translation>
    </message>
    <message>
        <source>The import is done</source>
        <translation>导入已完成</translation>
    </message>
    <message>
        <source>Who was enrolled by then stays. Import the same again to go on from there.</source>
        <translation>此前已登记的人会保留。再次导入同一内容，即可从中断处继续。</translation>
    </message>
    <message>
        <source>One problem</source>
        <translation>1 个问题</translation>
    </message>
    <message>
        <source>{count} problems</source>
        <translation>{count} 个问题</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>You may go on working; what is written stays, also after a cancel.</source>
        <translation>您可以继续工作；已写入的内容会保留，取消后也一样。</translation>
    </message>
    <message>
        <source>Import people</source>
        <translation>导入人员</translation>
    </message>
    <message>
        <source>Choose something &amp;else</source>
        <translation>另选其他(&amp;E)</translation>
    </message>
    <message>
        <source>Save &amp;problems…</source>
        <translation>保存问题(&amp;P)…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save the problems</source>
        <translation>保存问题</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Saved. Correct the rows in {file} and import it.</source>
        <translation>已保存。请更正 {file} 中的行，然后导入该文件。</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>前几行</translation>
    </message>
    <message>
        <source>Group for everybody, optional</source>
        <translation>所有人的分组，可不填</translation>
    </message>
    <message>
        <source>Also enrol who &amp;looks like somebody enrolled</source>
        <translation>与已登记的人相像时也登记(&amp;L)</translation>
    </message>
    <message>
        <source>What “{column}” holds</source>
        <translation>“{column}”列的内容</translation>
    </message>
    <message>
        <source>Drop a table, a folder or an archive here</source>
        <translation>将表格、文件夹或压缩包拖放到此处</translation>
    </message>
    <message>
        <source>A CSV or Excel table with a column that names the pictures of each person,</source>
        <translation>可以是 CSV 或 Excel 表格，其中一列写明每个人的照片；</translation>
    </message>
    <message>
        <source>a folder of pictures for every person, or pictures called NAME.jpg or ID_NAME.jpg,</source>
        <translation>或每人一个照片文件夹，或命名为“姓名.jpg”“编号_姓名.jpg”的照片；</translation>
    </message>
    <message>
        <source>or a ZIP archive of these. Nothing is written before you have seen what would be.</source>
        <translation>或以上内容的 ZIP 压缩包。您看过预览之前，不会写入任何内容。</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>选择文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Choose a f&amp;older…</source>
        <translation>选择文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>Tables and archives ({kinds})</source>
        <translation>表格和压缩包 ({kinds})</translation>
    </message>
    <message>
        <source>Choose a table or an archive</source>
        <translation>选择表格或压缩包</translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择照片文件夹</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>Kiosk</name>
    <message>
        <source>The doors are locked down. Wait for the staff.</source>
        <translation>门已封锁。请等候工作人员。</translation>
    </message>
    <message>
        <source>Your access is not valid. Please ask at the reception.</source>
        <translation>通行权限无效。请咨询前台。</translation>
    </message>
    <message>
        <source>Your access is not valid today. Please ask at the reception.</source>
        <translation>通行权限今天无效。请咨询前台。</translation>
    </message>
    <message>
        <source>This door is not open to you. Please ask at the reception.</source>
        <translation>没有此门的通行权限。请咨询前台。</translation>
    </message>
    <message>
        <source>This door is closed to you at this hour.</source>
        <translation>现在不在此门的通行时段。</translation>
    </message>
    <message>
        <source>This door wants to see your face as well. Look at the camera.</source>
        <translation>此门还要求验证面孔。请看摄像头。</translation>
    </message>
    <message>
        <source>Nobody in charge has come in yet. Please wait for them.</source>
        <translation>负责人还没有进入。请稍候。</translation>
    </message>
    <message>
        <source>This door opens for two. The second person, please.</source>
        <translation>此门须两人同行。请第二个人验证。</translation>
    </message>
    <message>
        <source>Your host has to go first.</source>
        <translation>请让接待人先行。</translation>
    </message>
    <message>
        <source>You have come in here already. Please ask at the reception.</source>
        <translation>此前已从这里进入。请咨询前台。</translation>
    </message>
    <message>
        <source>You have not come in here before. Please ask at the reception.</source>
        <translation>此前没有从这里进入。请咨询前台。</translation>
    </message>
    <message>
        <source>Another door is still open. Try again once it is shut.</source>
        <translation>另一扇门还开着。请在其关闭后重试。</translation>
    </message>
    <message>
        <source>This door stays shut. Please ask at the reception.</source>
        <translation>门未打开。请咨询前台。</translation>
    </message>
    <message>
        <source>Look at the camera</source>
        <translation>请看摄像头</translation>
    </message>
    <message>
        <source>Almost</source>
        <translation>马上就好</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在识别…</translation>
    </message>
    <message>
        <source>Hello</source>
        <translation>你好</translation>
    </message>
    <message>
        <source>Are you coming or leaving?</source>
        <translation>到场还是离场？</translation>
    </message>
    <message>
        <source>Your PIN, please</source>
        <translation>请输入 PIN</translation>
    </message>
    <message>
        <source>Good morning</source>
        <translation>早上好</translation>
    </message>
    <message>
        <source>Good afternoon</source>
        <translation>下午好</translation>
    </message>
    <message>
        <source>Good evening</source>
        <translation>晚上好</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>In since {time}</source>
        <translation>已于 {time} 到场</translation>
    </message>
    <message>
        <source>In at {time}</source>
        <translation>{time} 到场</translation>
    </message>
    <message>
        <source>Out since {time}</source>
        <translation>已于 {time} 离场</translation>
    </message>
    <message>
        <source>Out at {time}</source>
        <translation>{time} 离场</translation>
    </message>
    <message>
        <source>Goodbye</source>
        <translation>再见</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>操作未成功</translation>
    </message>
    <message>
        <source>We do not know your face</source>
        <translation>没有认出这张面孔</translation>
    </message>
    <message>
        <source>Use your PIN or your code, or ask at the reception.</source>
        <translation>请使用 PIN 或二维码，或咨询前台。</translation>
    </message>
    <message>
        <source>Your own face, please</source>
        <translation>请露出本人面孔</translation>
    </message>
    <message>
        <source>No photos or screens. Look straight at the camera for a moment.</source>
        <translation>请勿使用照片或屏幕。请正对摄像头稍候。</translation>
    </message>
    <message>
        <source>This code is not valid</source>
        <translation>二维码无效</translation>
    </message>
    <message>
        <source>Please ask at the reception for a new one.</source>
        <translation>请到前台领取新的二维码。</translation>
    </message>
    <message>
        <source>The door stays shut</source>
        <translation>门未打开</translation>
    </message>
    <message>
        <source>The camera is starting</source>
        <translation>摄像头正在启动</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>无画面</translation>
    </message>
    <message>
        <source>Please use your PIN</source>
        <translation>请使用 PIN</translation>
    </message>
    <message>
        <source>The camera does not answer at the moment.</source>
        <translation>摄像头目前没有应答。</translation>
    </message>
    <message>
        <source>That is not the PIN.</source>
        <translation>PIN 不正确。</translation>
    </message>
    <message>
        <source>That number and that PIN do not belong together.</source>
        <translation>工号与 PIN 不匹配。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Coming</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Leaving</source>
        <translation>离场</translation>
    </message>
    <message>
        <source>ABC</source>
        <translation>ABC</translation>
    </message>
    <message>
        <source>123</source>
        <translation>123</translation>
    </message>
    <message>
        <source>Delete the last one</source>
        <translation>删除最后一位</translation>
    </message>
    <message>
        <source>{n} digits typed</source>
        <translation>已输入 {n} 位</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>PIN to leave the kiosk</source>
        <translation>退出自助终端的 PIN</translation>
    </message>
    <message>
        <source>Your staff number</source>
        <translation>请输入工号</translation>
    </message>
    <message>
        <source>{name}, your PIN please</source>
        <translation>{name}，请输入 PIN</translation>
    </message>
    <message>
        <source>Your PIN</source>
        <translation>请输入 PIN</translation>
    </message>
    <message>
        <source>Use a PIN instead</source>
        <translation>改用 PIN</translation>
    </message>
    <message>
        <source>Leave the kiosk</source>
        <translation>退出自助终端</translation>
    </message>
    <message>
        <source>I am coming</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>I am leaving</source>
        <translation>离场</translation>
    </message>
    <message>
        <source>This is not me</source>
        <translation>不是我</translation>
    </message>
    <message>
        <source>Demo: PIN {pin}, also to leave. Staff number {number}.</source>
        <translation>演示：PIN 为 {pin}，退出时也用它。工号为 {number}。</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>F {age}</source>
        <translation>女 {age}</translation>
    </message>
    <message>
        <source>M {age}</source>
        <translation>男 {age}</translation>
    </message>
    <message>
        <source>yaw {yaw} pitch {pitch}</source>
        <translation>转 {yaw} 仰 {pitch}</translation>
    </message>
    <message>
        <source>roll {roll}</source>
        <translation>歪 {roll}</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>陌生人</translation>
    </message>
    <message>
        <source>Photo or screen?</source>
        <translation>照片或屏幕？</translation>
    </message>
</context>
<context>
    <name>Live</name>
    <message>
        <source>Try the &amp;demo</source>
        <translation>试用演示(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Add a camera</source>
        <translation>添加摄像头(&amp;A)</translation>
    </message>
    <message>
        <source>Welcome to Usher</source>
        <translation>欢迎使用 Usher</translation>
    </message>
    <message>
        <source>Usher recognises people at the door. Pictures and names stay on this computer. Look around in the demo first, or connect a camera.</source>
        <translation>Usher 在门口识别来人。照片和姓名只保存在这台电脑上。您可以先看看演示，或者连接一个摄像头。</translation>
    </message>
    <message>
        <source>&amp;Enrol this person…</source>
        <translation>登记此人(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Why was it decided so?</source>
        <translation>为什么这样判断？(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Show all cameras</source>
        <translation>显示所有摄像头(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Fill the wall</source>
        <translation>放大到整面墙(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Check where it hangs…</source>
        <translation>检查安装位置(&amp;C)…</translation>
    </message>
    <message>
        <source>Camera pictures</source>
        <translation>摄像头画面</translation>
    </message>
    <message>
        <source>Click to see why</source>
        <translation>点击查看原因</translation>
    </message>
    <message>
        <source>Click to enrol this person</source>
        <translation>点击以登记此人</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Unknowns</source>
        <translation>陌生人</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>录像</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>考勤</translation>
    </message>
    <message>
        <source>Doors</source>
        <translation>门禁</translation>
    </message>
    <message>
        <source>Visitors</source>
        <translation>访客</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>{count} visits wait for your word</source>
        <translation>有 {count} 次到访等待您确认</translation>
    </message>
    <message>
        <source>{count} requests wait for an answer</source>
        <translation>有 {count} 项申请等待答复</translation>
    </message>
    <message>
        <source>{count} doors have an alarm</source>
        <translation>有 {count} 扇门报警</translation>
    </message>
    <message>
        <source>&amp;Live</source>
        <translation>实时(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;People</source>
        <translation>人员(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Unknowns</source>
        <translation>陌生人(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Gallery check</source>
        <translation>人员库检查(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Recordings</source>
        <translation>录像(&amp;R)</translation>
    </message>
    <message>
        <source>A&amp;ttendance</source>
        <translation>考勤(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Doors</source>
        <translation>门禁(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Visitors</source>
        <translation>访客(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Health</source>
        <translation>状态(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Muster list</source>
        <translation>在场名单(&amp;M)</translation>
    </message>
    <message>
        <source>Add a &amp;camera…</source>
        <translation>添加摄像头(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;About Usher</source>
        <translation>关于 Usher(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Something went wrong in Usher.</source>
        <translation>Usher 出了问题。</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>“{pack}” is in use. It measures faces by {model}, licence: {licence}.</source>
        <translation>正在使用“{pack}”，由 {model} 提取特征，许可证：{licence}。</translation>
    </message>
    <message>
        <source>Its thresholds were measured on the people here.</source>
        <translation>其阈值根据此处登记的人员测定。</translation>
    </message>
    <message>
        <source>Its thresholds are as published; “usher calibrate” measures them here.</source>
        <translation>其阈值采用公开值；运行“usher calibrate”可根据此处登记的人员测定。</translation>
    </message>
    <message>
        <source>“{pack}” will be used from the next start on.</source>
        <translation>下次启动起将使用“{pack}”。</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>Licence: {licence}. From: {origin}.</source>
        <translation>许可证：{licence}。来源：{origin}。</translation>
    </message>
    <message>
        <source>{templates} pictures of people and {faces} of visits are to be measured. That takes about {time}.</source>
        <translation>需要提取 {templates} 张人员照片和 {faces} 张到访照片的特征。预计用时：{time}。</translation>
    </message>
    <message>
        <source>Everything has been measured by it already.</source>
        <translation>全部特征都已用它提取完毕。</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>几秒钟</translation>
    </message>
    <message>
        <source>{n} seconds</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} faces of visits were kept without a picture: these come back only with the present models.</source>
        <translation>有 {n} 张到访面孔没有保存照片：更换后不可用，换回当前模型才会恢复。</translation>
    </message>
    <message>
        <source>These cameras have models of their own, which may not fit then: {cameras}.</source>
        <translation>以下摄像头使用自己的模型，更换后可能不匹配：{cameras}。</translation>
    </message>
    <message>
        <source>Of {compared} people here with several pictures, {better} stand out more than now and {worse} less.</source>
        <translation>在有多张照片的 {compared} 人中，{better} 人会比现在更容易区分，{worse} 人会更难区分。</translation>
    </message>
    <message>
        <source>Nobody here has two pictures by which the models could be compared.</source>
        <translation>没有人有两张照片，因此无法比较模型。</translation>
    </message>
    <message>
        <source>“{pack}” measured {templates} pictures of people and {faces} of visits.</source>
        <translation>已用“{pack}”提取 {templates} 张人员照片和 {faces} 张到访照片的特征。</translation>
    </message>
    <message>
        <source>Thresholds belong to a model: run “usher calibrate” after the start.</source>
        <translation>阈值因模型而异：启动后请运行“usher calibrate”。</translation>
    </message>
    <message>
        <source>Pictures nearest to another one of the same person</source>
        <translation>与同一人的另一张最接近的照片</translation>
    </message>
    <message>
        <source>Missed where 0.1 % of strangers’ pictures pass</source>
        <translation>放行 0.1 % 的陌生人照片时的漏认率</translation>
    </message>
    <message>
        <source>Lead over the nearest other person, in standard deviations</source>
        <translation>领先最接近的另一人（以标准差计）</translation>
    </message>
    <message>
        <source>There are no other models here. Put the folder of a pack into the folder “models” of the data folder.</source>
        <translation>这里没有其他模型。请将模型包的文件夹放入数据文件夹下的“models”文件夹。</translation>
    </message>
    <message>
        <source>Recognition models</source>
        <translation>识别模型</translation>
    </message>
    <message>
        <source>Call it &amp;off</source>
        <translation>取消更换(&amp;O)</translation>
    </message>
    <message>
        <source>O&amp;ther models</source>
        <translation>其他模型(&amp;H)</translation>
    </message>
    <message>
        <source>What would &amp;change?</source>
        <translation>会有哪些变化？(&amp;C)</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>更换后</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Go back to {pack}</source>
        <translation>换回“{pack}”(&amp;G)</translation>
    </message>
    <message>
        <source>Looking at some pictures…</source>
        <translation>正在查看部分照片…</translation>
    </message>
    <message>
        <source>&amp;Measure everybody and change to {pack}</source>
        <translation>提取所有人的特征并换用“{pack}”(&amp;M)</translation>
    </message>
    <message>
        <source>Measuring faces…</source>
        <translation>正在提取特征…</translation>
    </message>
    <message>
        <source>Stopped. What was measured is kept, and the change goes on from there.</source>
        <translation>已停止。已提取的特征会保留，下次更换时从此处继续。</translation>
    </message>
    <message>
        <source>{done} of {total} faces</source>
        <translation>{done} / {total} 张面孔</translation>
    </message>
</context>
<context>
    <name>Muster</name>
    <message>
        <source>Muster list</source>
        <translation>在场名单</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Inside since</source>
        <translation>进入时间</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>门</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>访客</translation>
    </message>
    <message>
        <source>{n} people inside</source>
        <translation>在场 {n} 人</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>I&amp;mport…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Enrol…</source>
        <translation>登记(&amp;E)…</translation>
    </message>
    <message>
        <source>Their pictures, visits and everything else that is known appear here.</source>
        <translation>此人的照片、到访和其他已知信息会显示在这里。</translation>
    </message>
    <message>
        <source>Choose somebody on the left</source>
        <translation>请在左侧选择一个人</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>{name} was changed.</source>
        <translation>“{name}”已更改。</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>所有分组</translation>
    </message>
    <message>
        <source>&amp;Clear the filter</source>
        <translation>清除筛选条件(&amp;C)</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Nobody enrolled fits what is searched for.</source>
        <translation>没有符合条件的已登记人员。</translation>
    </message>
    <message>
        <source>Enrol somebody at a camera or from pictures, or import many people at once.</source>
        <translation>可用摄像头或照片登记一个人，也可一次导入多人。</translation>
    </message>
    <message>
        <source>Find by name or ID</source>
        <translation>按姓名或编号查找</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Who is shown</source>
        <translation>显示范围</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Add to a &amp;group…</source>
        <translation>添加到分组(&amp;G)…</translation>
    </message>
    <message>
        <source>A&amp;ctivate</source>
        <translation>启用(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Deactivate</source>
        <translation>停用(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>{people} selected</source>
        <translation>已选择 {people}</translation>
    </message>
    <message>
        <source>Nobody is enrolled yet</source>
        <translation>还没有登记任何人</translation>
    </message>
    <message>
        <source>{name} was removed and will no longer be recognised.</source>
        <translation>“{name}”已移除，今后不再被识别。</translation>
    </message>
    <message>
        <source>{name} is active and will be recognised again.</source>
        <translation>“{name}”已启用，将重新被识别。</translation>
    </message>
    <message>
        <source>{name} is inactive and will not be recognised.</source>
        <translation>“{name}”已停用，不会被识别。</translation>
    </message>
    <message>
        <source>A picture of {name} was taken out.</source>
        <translation>“{name}”的一张照片已移除。</translation>
    </message>
    <message>
        <source>{people} removed.</source>
        <translation>已移除 {people}。</translation>
    </message>
    <message>
        <source>{people} activated.</source>
        <translation>已启用 {people}。</translation>
    </message>
    <message>
        <source>{people} deactivated.</source>
        <translation>已停用 {people}。</translation>
    </message>
    <message>
        <source>{people} added to {group}.</source>
        <translation>已将 {people} 添加到“{group}”。</translation>
    </message>
    <message>
        <source>{gone} was split off {kept}.</source>
        <translation>已从“{kept}”中拆分出“{gone}”。</translation>
    </message>
    <message>
        <source>{gone} is {kept} from now on.</source>
        <translation>“{gone}”已并入“{kept}”。</translation>
    </message>
    <message>
        <source>photo or screen?</source>
        <translation>照片或屏幕？</translation>
    </message>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>Declared</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>By the pictures</source>
        <translation>按照片</translation>
    </message>
    <message>
        <source>By the groups</source>
        <translation>按分组</translation>
    </message>
    <message>
        <source>about {n}</source>
        <translation>约 {n}</translation>
    </message>
    <message>
        <source>of {n} people</source>
        <translation>共 {n} 人</translation>
    </message>
    <message>
        <source>The pictures look like another gender than declared.</source>
        <translation>照片看上去与登记的性别不符。</translation>
    </message>
    <message>
        <source>The pictures look {n} years away from the declared age.</source>
        <translation>照片看上去与登记的年龄相差 {n} 岁。</translation>
    </message>
    <message>
        <source>The declared age is {n} years away from that of the groups.</source>
        <translation>登记的年龄与所在分组的年龄相差 {n} 岁。</translation>
    </message>
    <message>
        <source>The pictures look {n} years away from the age of the groups.</source>
        <translation>照片看上去与所在分组的年龄相差 {n} 岁。</translation>
    </message>
    <message>
        <source>A person needs a name.</source>
        <translation>人员必须有姓名。</translation>
    </message>
    <message>
        <source>Type a date such as 2026-01-31.</source>
        <translation>请输入日期，例如 2026-01-31。</translation>
    </message>
    <message>
        <source>The last day is before the first.</source>
        <translation>截止日早于起始日。</translation>
    </message>
    <message>
        <source>Nobody was born on this day. Check the year.</source>
        <translation>不可能在这一天出生。请检查年份。</translation>
    </message>
    <message>
        <source>This day is yet to come.</source>
        <translation>这一天还没有到。</translation>
    </message>
    <message>
        <source>Type the day on which they agreed.</source>
        <translation>请输入同意的日期。</translation>
    </message>
    <message>
        <source>Say how they agreed.</source>
        <translation>请说明同意的方式。</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Not valid yet</source>
        <translation>尚未生效</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Valid now</source>
        <translation>当前有效</translation>
    </message>
    <message>
        <source>Never seen</source>
        <translation>从未出现</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>按姓名</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>最新登记在前</translation>
    </message>
    <message>
        <source>last seen first</source>
        <translation>最近出现在前</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 人</translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation>{n} 人</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>1 张照片</translation>
    </message>
    <message>
        <source>{n} pictures</source>
        <translation>{n} 张照片</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>没有照片</translation>
    </message>
    <message>
        <source>1 visit</source>
        <translation>1 次到访</translation>
    </message>
    <message>
        <source>{n} visits</source>
        <translation>{n} 次到访</translation>
    </message>
    <message>
        <source>no visit</source>
        <translation>没有到访</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>今天 {time}</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation>{n} 天前</translation>
    </message>
    <message>
        <source>never seen</source>
        <translation>从未出现</translation>
    </message>
    <message>
        <source>from today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>1 day old</source>
        <translation>1 天前</translation>
    </message>
    <message>
        <source>{n} days old</source>
        <translation>{n} 天前</translation>
    </message>
    <message>
        <source>{n} months old</source>
        <translation>{n} 个月前</translation>
    </message>
    <message>
        <source>{n} years old</source>
        <translation>{n} 年前</translation>
    </message>
    <message>
        <source>enrolled</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>learnt</source>
        <translation>来自到访</translation>
    </message>
    <message>
        <source>mean of all</source>
        <translation>全部的平均</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>较差</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>from {first}</source>
        <translation>{first} 起</translation>
    </message>
    <message>
        <source>until {last}</source>
        <translation>至 {last}</translation>
    </message>
    <message>
        <source>without limit</source>
        <translation>无限期</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>未记录</translation>
    </message>
    <message>
        <source>{pictures} of {gone} will stand for {kept}.</source>
        <translation>从“{gone}”转到“{kept}”名下：{pictures}。</translation>
    </message>
    <message>
        <source>{visits} on record will be called {kept} instead of {gone}.</source>
        <translation>记录中由“{gone}”改为“{kept}”：{visits}。</translation>
    </message>
    <message>
        <source>{kept} keeps name, ID, dates and note, and gets the groups of {gone} too.</source>
        <translation>“{kept}”保留姓名、编号、日期和备注，并加入“{gone}”的分组。</translation>
    </message>
    <message>
        <source>{gone} is no longer listed.</source>
        <translation>“{gone}”不再列出。</translation>
    </message>
    <message>
        <source>{pictures} and {visits} on record, which resemble them more, go to the new person.</source>
        <translation>转给新人员：{pictures}，以及记录中更像此人的到访（{visits}）。</translation>
    </message>
    <message>
        <source>name, ID, groups, dates, consent and note</source>
        <translation>姓名、编号、分组、日期、同意情况和备注</translation>
    </message>
    <message>
        <source>{pictures} with everything measured on them</source>
        <translation>照片及从中提取的全部数据（{pictures}）</translation>
    </message>
    <message>
        <source>{visits} on record, with their pictures and decisions</source>
        <translation>到访记录及其照片和判断（{visits}）</translation>
    </message>
    <message>
        <source>every answer that somebody was, or was not, this person</source>
        <translation>所有关于“是此人”或“不是此人”的回答</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>已彻底删除</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>人员记录</translation>
    </message>
    <message>
        <source>On</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Pictures and faces</source>
        <translation>照片和面孔</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>到访</translation>
    </message>
    <message>
        <source>Refused faces</source>
        <translation>已否认的面孔</translation>
    </message>
    <message>
        <source>Usher: receipt of an erasure</source>
        <translation>Usher：彻底删除的凭据</translation>
    </message>
    <message>
        <source>&amp;Split off</source>
        <translation>拆分(&amp;S)</translation>
    </message>
    <message>
        <source>Split somebody off {name}</source>
        <translation>从“{name}”中拆分出另一个人</translation>
    </message>
    <message>
        <source>For two people whose pictures got mixed. Choose the pictures of the other person.</source>
        <translation>用于两个人的照片混在一起的情况。请选择另一个人的照片。</translation>
    </message>
    <message>
        <source>Split off another person</source>
        <translation>拆分出另一个人</translation>
    </message>
    <message>
        <source>Badge or staff number, optional</source>
        <translation>工牌号或工号，可不填</translation>
    </message>
    <message>
        <source>&amp;Name of the new person</source>
        <translation>新人员的姓名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;ID</source>
        <translation>编号(&amp;I)</translation>
    </message>
    <message>
        <source>No picture is chosen yet.</source>
        <translation>还没有选择照片。</translation>
    </message>
    <message>
        <source>At least one picture must stay. Or change the name, if all are somebody else.</source>
        <translation>至少要保留一张照片。如果全都是另一个人，请直接修改姓名。</translation>
    </message>
    <message>
        <source>Comparing the visits…</source>
        <translation>正在比对到访…</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>Add {people} to a group</source>
        <translation>将 {people} 添加到分组</translation>
    </message>
    <message>
        <source>Department, class or family</source>
        <translation>部门、班级或家庭</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>分组(&amp;G)</translation>
    </message>
    <message>
        <source>Picture: {words}</source>
        <translation>照片：{words}</translation>
    </message>
    <message>
        <source>Take this picture out</source>
        <translation>移除这张照片</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>{done} of {total} people changed</source>
        <translation>已更改 {done} / {total} 人</translation>
    </message>
    <message>
        <source>&amp;Erase for good</source>
        <translation>彻底删除(&amp;E)</translation>
    </message>
    <message>
        <source>Erase a person</source>
        <translation>彻底删除人员</translation>
    </message>
    <message>
        <source>all visits</source>
        <translation>全部到访</translation>
    </message>
    <message>
        <source>This deletes for good, also from the file on disk:</source>
        <translation>以下内容将被彻底删除，包括磁盘文件中的数据：</translation>
    </message>
    <message>
        <source>It cannot be undone. Backups made before keep what is in them.</source>
        <translation>此操作无法撤销。此前的备份仍会保留其中的内容。</translation>
    </message>
    <message>
        <source>Type the &amp;name to confirm</source>
        <translation>输入姓名以确认(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>{n} visits or more</source>
        <translation>{n} 次或更多到访</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>合并(&amp;M)</translation>
    </message>
    <message>
        <source>Merge two people into one</source>
        <translation>将两个人合并为一人</translation>
    </message>
    <message>
        <source>For somebody who was enrolled twice. Choose the other entry on the left.</source>
        <translation>用于同一个人被登记了两次的情况。请在左侧选择另一个条目。</translation>
    </message>
    <message>
        <source>The pictures and visits of both are shown here before anything is changed.</source>
        <translation>更改之前，两者的照片和到访会先显示在这里。</translation>
    </message>
    <message>
        <source>Choose the other entry</source>
        <translation>请选择另一个条目</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Is taken in</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation>对调(&amp;W)</translation>
    </message>
    <message>
        <source>The newest visits that change their name</source>
        <translation>将改名的最近到访</translation>
    </message>
    <message>
        <source>enrolled {day}</source>
        <translation>登记于 {day}</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>编辑(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>更多(&amp;M)</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Who is not active is kept, but recognised by no camera.</source>
        <translation>停用的人会保留，但不会被任何摄像头识别。</translation>
    </message>
    <message>
        <source>&amp;PIN and QR code…</source>
        <translation>PIN 和二维码(&amp;P)…</translation>
    </message>
    <message>
        <source>Merge &amp;with…</source>
        <translation>合并(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Split…</source>
        <translation>拆分(&amp;S)…</translation>
    </message>
    <message>
        <source>Er&amp;ase…</source>
        <translation>彻底删除(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Edit a person</source>
        <translation>编辑人员</translation>
    </message>
    <message>
        <source>Such as: signed form, asked at the desk</source>
        <translation>例如：签字表格、前台当面询问</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>姓名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Groups</source>
        <translation>分组(&amp;G)</translation>
    </message>
    <message>
        <source>Recognised &amp;from (first day)</source>
        <translation>识别起始日（含当天）(&amp;F)</translation>
    </message>
    <message>
        <source>Recognised &amp;until (last day)</source>
        <translation>识别截止日（含当天）(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Born on</source>
        <translation>出生日期(&amp;B)</translation>
    </message>
    <message>
        <source>G&amp;ender</source>
        <translation>性别(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Consent given on</source>
        <translation>同意日期(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;How</source>
        <translation>同意方式(&amp;H)</translation>
    </message>
    <message>
        <source>N&amp;ote</source>
        <translation>备注(&amp;O)</translation>
    </message>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>YYYY-MM-DD</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>May be recognised</source>
        <translation>识别有效期</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意情况</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Department, class or family; Enter adds it</source>
        <translation>部门、班级或家庭；按回车键添加</translation>
    </message>
    <message>
        <source>Leave {group} out</source>
        <translation>移出“{group}”</translation>
    </message>
    <message>
        <source>&amp;Add pictures…</source>
        <translation>添加照片(&amp;A)…</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>There is no picture yet, so no camera can recognise this person.</source>
        <translation>还没有照片，因此摄像头无法识别此人。</translation>
    </message>
    <message>
        <source>Latest visits</source>
        <translation>最近到访</translation>
    </message>
    <message>
        <source>No camera has seen this person yet.</source>
        <translation>还没有摄像头看到过此人。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Placement</name>
    <message>
        <source>{measured} of {wanted} faces seen. Walk up to the door and look at the camera.</source>
        <translation>已看到 {measured} 张面孔，共需 {wanted} 张。请走到门前，看向摄像头。</translation>
    </message>
    <message>
        <source>Faces are {measured} px wide. Hang the camera nearer, zoom in or raise its resolution until they are {wanted}.</source>
        <translation>面孔宽 {measured} 像素。请把摄像头装得更近、拉近镜头或提高分辨率，直到达到 {wanted} 像素。</translation>
    </message>
    <message>
        <source>Faces are blurred. Clean the lens, focus it on the door, or give more light.</source>
        <translation>面孔模糊。请擦净镜头、对准门口对焦，或增加光线。</translation>
    </message>
    <message>
        <source>The camera looks down on people by {measured}°. Hang it lower, near eye level, or further away.</source>
        <translation>摄像头俯视 {measured}°。请装低一些、接近眼睛高度，或装远一些。</translation>
    </message>
    <message>
        <source>Faces are seen from the side, by {measured}°. Move the camera to where people look as they come.</source>
        <translation>面孔侧向 {measured}°。请把摄像头移到人们走来时视线所及之处。</translation>
    </message>
    <message>
        <source>The picture is tilted by {measured}°. Straighten the camera, or set its rotation.</source>
        <translation>画面倾斜 {measured}°。请扶正摄像头，或设置旋转。</translation>
    </message>
    <message>
        <source>People stand against the light. Turn the camera away from window or door, or light faces from the front.</source>
        <translation>人物逆光。请让摄像头避开窗或门，或从正面照亮面孔。</translation>
    </message>
    <message>
        <source>Faces are too dark. Give more light from the front.</source>
        <translation>面孔太暗。请从正面增加光线。</translation>
    </message>
    <message>
        <source>Faces are burnt out. Shade the light that falls on them, or lower the camera&apos;s exposure.</source>
        <translation>面孔过曝。请遮挡照在面孔上的光线，或降低摄像头的曝光。</translation>
    </message>
    <message>
        <source>{measured} of the faces are cut off at the edge. Aim the camera so that heads stay in view.</source>
        <translation>{measured} 的面孔在边缘被截断。请调整摄像头，使头部保持在画面内。</translation>
    </message>
    <message>
        <source>Only {measured} pictures come each second; {wanted} are needed. Check the network or the camera&apos;s settings.</source>
        <translation>每秒只有 {measured} 帧画面，需要 {wanted} 帧。请检查网络或摄像头的设置。</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Poor</source>
        <translation>较差</translation>
    </message>
    <message>
        <source>Waiting for faces</source>
        <translation>正在等待面孔</translation>
    </message>
    <message>
        <source>People can be recognised well here.</source>
        <translation>在这里可以很好地识别来人。</translation>
    </message>
    <message>
        <source>People are recognised here; it would be better after these changes:</source>
        <translation>在这里能识别来人；作以下调整会更好：</translation>
    </message>
    <message>
        <source>Many people would not be recognised here. Change this:</source>
        <translation>在这里很多人无法识别。请调整：</translation>
    </message>
    <message>
        <source>Nothing can be said yet.</source>
        <translation>目前还无法判断。</translation>
    </message>
    <message>
        <source>Faces seen</source>
        <translation>看到的面孔</translation>
    </message>
    <message>
        <source>Face width</source>
        <translation>面孔宽度</translation>
    </message>
    <message>
        <source>{n} px</source>
        <translation>{n} 像素</translation>
    </message>
    <message>
        <source>Seen from the side</source>
        <translation>侧向角度</translation>
    </message>
    <message>
        <source>Seen from above</source>
        <translation>俯视角度</translation>
    </message>
    <message>
        <source>Pictures a second</source>
        <translation>每秒帧数</translation>
    </message>
    <message>
        <source>Check the place of a camera</source>
        <translation>检查摄像头的安装位置</translation>
    </message>
    <message>
        <source>Do as visitors do, at the hours and in the light in which they come.</source>
        <translation>请像来访者那样走动，并选在他们到来的时段和光线下。</translation>
    </message>
    <message>
        <source>&amp;Start again</source>
        <translation>重新开始(&amp;S)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>There is no picture at the moment.</source>
        <translation>目前没有画面。</translation>
    </message>
    <message>
        <source>Picture of the camera with the faces in it</source>
        <translation>摄像头画面及其中的面孔</translation>
    </message>
    <message>
        <source>{n} px wanted</source>
        <translation>需要 {n} 像素</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>day {n}</source>
        <translation>第 {n} 天</translation>
    </message>
    <message>
        <source>week {n}, {day}</source>
        <translation>第 {n} 周，{day}</translation>
    </message>
    <message>
        <source>One person, before everything else</source>
        <translation>个人，优先于其他一切</translation>
    </message>
    <message>
        <source>Groups, before everybody</source>
        <translation>分组，优先于所有人</translation>
    </message>
    <message>
        <source>Everybody else</source>
        <translation>其他所有人</translation>
    </message>
    <message>
        <source>{name} follows no rota today, so nobody expects them.</source>
        <translation>“{name}”今天没有排班，不计为应到。</translation>
    </message>
    <message>
        <source>{n} people follow no rota today, so nobody expects them: {names} and {m} more.</source>
        <translation>有 {n} 人今天没有排班，不计为应到：{names} 及另外 {m} 人。</translation>
    </message>
    <message>
        <source>{n} people follow no rota today, so nobody expects them: {names}.</source>
        <translation>有 {n} 人今天没有排班，不计为应到：{names}。</translation>
    </message>
    <message>
        <source>everybody has the day off</source>
        <translation>所有人放假</translation>
    </message>
    <message>
        <source>only {groups} have the day off</source>
        <translation>仅“{groups}”放假</translation>
    </message>
    <message>
        <source>1 day off</source>
        <translation>放假 1 天</translation>
    </message>
    <message>
        <source>{n} days off</source>
        <translation>放假 {n} 天</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>to the nearest {n} min</source>
        <translation>按 {n} 分钟就近取整</translation>
    </message>
    <message>
        <source>down to {n} min</source>
        <translation>按 {n} 分钟向下取整</translation>
    </message>
    <message>
        <source>up to {n} min</source>
        <translation>按 {n} 分钟向上取整</translation>
    </message>
    <message>
        <source>{hours} on the next day</source>
        <translation>{hours}（次日）</translation>
    </message>
    <message>
        <source>break {span}</source>
        <translation>{span} 休息</translation>
    </message>
    <message>
        <source>{n} min break within {span}</source>
        <translation>{span} 内休息 {n} 分钟</translation>
    </message>
    <message>
        <source>{n} min break after {hours}</source>
        <translation>工作满 {hours}后休息 {n} 分钟</translation>
    </message>
    <message>
        <source>{n} min break</source>
        <translation>休息 {n} 分钟</translation>
    </message>
    <message>
        <source>paid {what}</source>
        <translation>{what}（带薪）</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>overtime from {n} min on</source>
        <translation>满 {n} 分钟起计加班</translation>
    </message>
    <message>
        <source>overtime rounded {how}</source>
        <translation>加班{how}</translation>
    </message>
    <message>
        <source>also before the start</source>
        <translation>上班前也计</translation>
    </message>
    <message>
        <source>at most {most} overtime a day</source>
        <translation>每天加班最多 {most}</translation>
    </message>
    <message>
        <source>any time within {hours}</source>
        <translation>{hours} 内任意时间</translation>
    </message>
    <message>
        <source>{hours} to work</source>
        <translation>应工作 {hours}</translation>
    </message>
    <message>
        <source>core time {hours}</source>
        <translation>核心时间 {hours}</translation>
    </message>
    <message>
        <source>{n} min grace</source>
        <translation>宽限 {n} 分钟</translation>
    </message>
    <message>
        <source>{n} min grace at the start, {m} at the end</source>
        <translation>上班宽限 {n} 分钟，下班宽限 {m} 分钟</translation>
    </message>
    <message>
        <source>punches rounded {how}</source>
        <translation>打卡时间{how}</translation>
    </message>
    <message>
        <source>arrivals rounded {how}</source>
        <translation>到场时间{how}</translation>
    </message>
    <message>
        <source>departures rounded {how}</source>
        <translation>离场时间{how}</translation>
    </message>
    <message>
        <source>deleted shift</source>
        <translation>已删除的班次</translation>
    </message>
    <message>
        <source>off</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>every week the same</source>
        <translation>每周相同</translation>
    </message>
    <message>
        <source>repeats every {n} weeks</source>
        <translation>每 {n} 周循环</translation>
    </message>
    <message>
        <source>every day the same</source>
        <translation>每天相同</translation>
    </message>
    <message>
        <source>repeats every {n} days</source>
        <translation>每 {n} 天循环</translation>
    </message>
    <message>
        <source>week {n}: {days}</source>
        <translation>第 {n} 周：{days}</translation>
    </message>
    <message>
        <source>from {first} on</source>
        <translation>{first} 起</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>somebody no longer enrolled</source>
        <translation>某个不再登记的人</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>尚未生效</translation>
    </message>
    <message>
        <source>Weekend: {days}</source>
        <translation>周末：{days}</translation>
    </message>
    <message>
        <source>No weekend</source>
        <translation>没有周末</translation>
    </message>
    <message>
        <source>{zone}, this computer’s</source>
        <translation>{zone}（本机）</translation>
    </message>
    <message>
        <source>time zone: {zone}</source>
        <translation>时区：{zone}</translation>
    </message>
    <message>
        <source>a new working day begins at {time} for who has no shift</source>
        <translation>无班次者的工作日从 {time} 开始</translation>
    </message>
    <message>
        <source>shift {names}</source>
        <translation>班次{names}</translation>
    </message>
    <message>
        <source>rota {names}</source>
        <translation>排班{names}</translation>
    </message>
    <message>
        <source>who follows what</source>
        <translation>排班对象</translation>
    </message>
    <message>
        <source>{n} added</source>
        <translation>增加 {n} 个</translation>
    </message>
    <message>
        <source>{n} deleted</source>
        <translation>删除 {n} 个</translation>
    </message>
    <message>
        <source>holidays: {what}</source>
        <translation>节假日：{what}</translation>
    </message>
    <message>
        <source>time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>weekend</source>
        <translation>周末</translation>
    </message>
    <message>
        <source>start of the working day</source>
        <translation>工作日起点</translation>
    </message>
    <message>
        <source>order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Usher</source>
        <translation>Usher</translation>
    </message>
    <message>
        <source>“{name}” added</source>
        <translation>“{name}”已添加</translation>
    </message>
    <message>
        <source>“{name}” changed</source>
        <translation>“{name}”已更改</translation>
    </message>
    <message>
        <source>“{name}” deleted</source>
        <translation>“{name}”已删除</translation>
    </message>
    <message>
        <source>{length}, ends at midnight</source>
        <translation>{length}，午夜结束</translation>
    </message>
    <message>
        <source>{length}, ends at {time} on the next day</source>
        <translation>{length}，次日 {time} 结束</translation>
    </message>
    <message>
        <source>Give it a name, such as “Day” or “Early”.</source>
        <translation>请命名，例如“白班”或“早班”。</translation>
    </message>
    <message>
        <source>Another shift is called that.</source>
        <translation>已有同名的班次。</translation>
    </message>
    <message>
        <source>Two parts overlap. What begins after midnight is a shift of the next day.</source>
        <translation>两段时间重叠。午夜之后开始的属于次日的班次。</translation>
    </message>
    <message>
        <source>The core time must lie within the hours.</source>
        <translation>核心时间必须在工作时段之内。</translation>
    </message>
    <message>
        <source>Say how long is to be worked.</source>
        <translation>请填写应工作的时长。</translation>
    </message>
    <message>
        <source>This is more than fits into the hours.</source>
        <translation>超出了工作时段的总长。</translation>
    </message>
    <message>
        <source>A break lies outside the hours.</source>
        <translation>有休息不在工作时段之内。</translation>
    </message>
    <message>
        <source>A break is longer than the time it is to be taken in.</source>
        <translation>有休息比可休息的时段更长。</translation>
    </message>
    <message>
        <source>“{what}” is still used by {where}. Change that first.</source>
        <translation>“{what}”仍用于：{where}。请先更改这些设置。</translation>
    </message>
    <message>
        <source>Change the holiday</source>
        <translation>修改节假日</translation>
    </message>
    <message>
        <source>Add a holiday</source>
        <translation>添加节假日</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Founders’ day</source>
        <translation>公司成立纪念日</translation>
    </message>
    <message>
        <source>&amp;Everybody has the day off</source>
        <translation>所有人放假(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Day</source>
        <translation>日期(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Only these &amp;groups have the day off</source>
        <translation>仅以下分组放假(&amp;G)</translation>
    </message>
    <message>
        <source>Give the day a name.</source>
        <translation>请为节假日命名。</translation>
    </message>
    <message>
        <source>Name at least one group.</source>
        <translation>请至少指定一个分组。</translation>
    </message>
    <message>
        <source>&amp;Make this week</source>
        <translation>创建此工作周(&amp;M)</translation>
    </message>
    <message>
        <source>A shift, a week of it, and everybody follows it. All of it can be changed later.</source>
        <translation>将创建一个班次和一个每周相同的排班，并应用于所有人。以后都可以更改。</translation>
    </message>
    <message>
        <source>An ordinary week</source>
        <translation>常规工作周</translation>
    </message>
    <message>
        <source>&amp;With an unpaid {break_time}</source>
        <translation>无薪休息：{break_time}(&amp;W)</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>白班</translation>
    </message>
    <message>
        <source>Ordinary week</source>
        <translation>常规工作周</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>从(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>至(&amp;U)</translation>
    </message>
    <message>
        <source>First &amp;day</source>
        <translation>起始日(&amp;D)</translation>
    </message>
    <message>
        <source>{days} {hours} for everybody, from {first} on</source>
        <translation>所有人：{days} {hours}，{first} 起</translation>
    </message>
    <message>
        <source>Choose at least one day.</source>
        <translation>请至少选择一天。</translation>
    </message>
    <message>
        <source>Every change of shifts, rotas, holidays and who follows what will stand here.</source>
        <translation>班次、排班、节假日和排班对象的每次更改都会显示在这里。</translation>
    </message>
    <message>
        <source>No changes yet</source>
        <translation>还没有更改</translation>
    </message>
    <message>
        <source>Going back to an earlier plan leaves the rules of access as they are.</source>
        <translation>恢复到以前的计划不会影响通行规则。</translation>
    </message>
    <message>
        <source>Back to the plan of {when}</source>
        <translation>恢复到 {when} 的计划</translation>
    </message>
    <message>
        <source>Take back to this one</source>
        <translation>恢复到此计划</translation>
    </message>
    <message>
        <source>Take back to the plan of {when}</source>
        <translation>恢复到 {when} 的计划</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>当前生效</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Take this part out</source>
        <translation>移除此段</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Length of the break</source>
        <translation>休息时长</translation>
    </message>
    <message>
        <source>after work of</source>
        <translation>工作满</translation>
    </message>
    <message>
        <source>between</source>
        <translation>在时段内</translation>
    </message>
    <message>
        <source>When the break is taken</source>
        <translation>何时休息</translation>
    </message>
    <message>
        <source>Hours of work before the break, as h:mm</source>
        <translation>休息前的工作时长，格式为 h:mm</translation>
    </message>
    <message>
        <source>Break from</source>
        <translation>休息开始时间</translation>
    </message>
    <message>
        <source>Break until</source>
        <translation>休息结束时间</translation>
    </message>
    <message>
        <source>paid</source>
        <translation>带薪</translation>
    </message>
    <message>
        <source>h</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>Take this break out</source>
        <translation>移除这次休息</translation>
    </message>
    <message>
        <source>whole minutes</source>
        <translation>整分钟</translation>
    </message>
    <message>
        <source>to the nearest</source>
        <translation>就近取整</translation>
    </message>
    <message>
        <source>down</source>
        <translation>向下取整</translation>
    </message>
    <message>
        <source>up</source>
        <translation>向上取整</translation>
    </message>
    <message>
        <source>{what}: in which direction</source>
        <translation>{what}：方向</translation>
    </message>
    <message>
        <source>&amp;Import public holidays…</source>
        <translation>导入法定节假日(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Add a holiday</source>
        <translation>添加节假日(&amp;A)</translation>
    </message>
    <message>
        <source>Import public holidays…</source>
        <translation>导入法定节假日…</translation>
    </message>
    <message>
        <source>Take over the public holidays of your country, or add days of your own.</source>
        <translation>可导入所在国家或地区的法定节假日，也可自行添加。</translation>
    </message>
    <message>
        <source>No holidays in this year</source>
        <translation>此年份没有节假日</translation>
    </message>
    <message>
        <source>The year before</source>
        <translation>上一年</translation>
    </message>
    <message>
        <source>The year after</source>
        <translation>下一年</translation>
    </message>
    <message>
        <source>Hours in which doors may be passed go by the same holidays.</source>
        <translation>门的通行时段也采用这些节假日。</translation>
    </message>
    <message>
        <source>This computer does not know the time zone “{zone}”: choose another.</source>
        <translation>本机无法识别时区“{zone}”：请另选一个。</translation>
    </message>
    <message>
        <source>Days at this site</source>
        <translation>本场所的日历</translation>
    </message>
    <message>
        <source>Weekend and time zone</source>
        <translation>周末和时区</translation>
    </message>
    <message>
        <source>Delete all of {year}</source>
        <translation>删除 {year} 年的全部节假日</translation>
    </message>
    <message>
        <source>The holiday “{name}” was saved.</source>
        <translation>节假日“{name}”已保存。</translation>
    </message>
    <message>
        <source>{n} public holidays were added.</source>
        <translation>已添加 {n} 个法定节假日。</translation>
    </message>
    <message>
        <source>The holiday “{name}” was deleted.</source>
        <translation>节假日“{name}”已删除。</translation>
    </message>
    <message>
        <source>The holidays of {year} were deleted.</source>
        <translation>{year} 年的节假日已删除。</translation>
    </message>
    <message>
        <source>Weekend and time zone were saved.</source>
        <translation>周末和时区已保存。</translation>
    </message>
    <message>
        <source>Change who follows</source>
        <translation>修改排班对象</translation>
    </message>
    <message>
        <source>Give somebody a rota</source>
        <translation>指定排班</translation>
    </message>
    <message>
        <source>A group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>One person</source>
        <translation>个人</translation>
    </message>
    <message>
        <source>&amp;Rota</source>
        <translation>排班(&amp;R)</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Everybody for whom nothing else is said, also those enrolled later.</source>
        <translation>所有未另行指定的人，包括以后登记的。</translation>
    </message>
    <message>
        <source>&amp;Last day</source>
        <translation>截止日(&amp;L)</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>&amp;First day</source>
        <translation>起始日(&amp;F)</translation>
    </message>
    <message>
        <source>Find the person first.</source>
        <translation>请先查找并选择人员。</translation>
    </message>
    <message>
        <source>There are no groups yet: put people into groups on the page People.</source>
        <translation>还没有分组：请在“人员”页面将人员添加到分组。</translation>
    </message>
    <message>
        <source>The last day is before the first.</source>
        <translation>截止日早于起始日。</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>{who} follows “{rota}” {dates}</source>
        <translation>{who}：按“{rota}”排班，{dates}</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>&amp;Weekend: who follows no rota is off then</source>
        <translation>周末：没有排班的人此时休息(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Time zone of the site</source>
        <translation>本场所的时区(&amp;T)</translation>
    </message>
    <message>
        <source>A new working day &amp;begins at</source>
        <translation>工作日起点(&amp;B)</translation>
    </message>
    <message>
        <source>Who works without a shift and leaves before that time ends the day before.</source>
        <translation>无班次出勤且在此时间之前离场的，计入前一天。</translation>
    </message>
    <message>
        <source>As on this computer ({zone})</source>
        <translation>与本机相同（{zone}）</translation>
    </message>
    <message>
        <source>Choose a time zone from the list: type a part of its name, such as “Berlin”.</source>
        <translation>请从列表中选择时区：可输入其英文名称的一部分，例如“Shanghai”。</translation>
    </message>
    <message>
        <source>&amp;Add a shift</source>
        <translation>添加班次(&amp;A)</translation>
    </message>
    <message>
        <source>Add the first shift</source>
        <translation>添加第一个班次</translation>
    </message>
    <message>
        <source>A shift says from when until when is to be worked, and which breaks are taken.</source>
        <translation>班次规定上下班时间和休息安排。</translation>
    </message>
    <message>
        <source>No shifts yet</source>
        <translation>还没有班次</translation>
    </message>
    <message>
        <source>in {rotas}</source>
        <translation>用于 {rotas}</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>The shift “{name}” was saved.</source>
        <translation>班次“{name}”已保存。</translation>
    </message>
    <message>
        <source>the rota “{name}”</source>
        <translation>排班“{name}”</translation>
    </message>
    <message>
        <source>The shift “{name}” was deleted.</source>
        <translation>班次“{name}”已删除。</translation>
    </message>
    <message>
        <source>Change the shift</source>
        <translation>修改班次</translation>
    </message>
    <message>
        <source>Add a shift</source>
        <translation>添加班次</translation>
    </message>
    <message>
        <source>&amp;Add the shift</source>
        <translation>添加班次(&amp;A)</translation>
    </message>
    <message>
        <source>Fixed hours</source>
        <translation>固定工时</translation>
    </message>
    <message>
        <source>Flexible hours</source>
        <translation>弹性工时</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Add a &amp;part: split shift</source>
        <translation>添加一段：分段班(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Core time, when everybody must be there</source>
        <translation>核心时间，所有人须在场(&amp;C)</translation>
    </message>
    <message>
        <source>Core time from</source>
        <translation>核心时间开始</translation>
    </message>
    <message>
        <source>Core time until</source>
        <translation>核心时间结束</translation>
    </message>
    <message>
        <source>To be worked, as h:mm</source>
        <translation>应工作时长，格式为 h:mm</translation>
    </message>
    <message>
        <source>Breaks</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>Add a &amp;break</source>
        <translation>添加休息(&amp;B)</translation>
    </message>
    <message>
        <source>May be worked any time within</source>
        <translation>可在以下时段内的任意时间工作</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>工作时段</translation>
    </message>
    <message>
        <source>To be &amp;worked</source>
        <translation>应工作(&amp;W)</translation>
    </message>
    <message>
        <source>O&amp;wes another time than that:</source>
        <translation>应工作时长与此不同(&amp;W)：</translation>
    </message>
    <message>
        <source>{hours} to work in all</source>
        <translation>共应工作 {hours}</translation>
    </message>
    <message>
        <source>Give it a name</source>
        <translation>请命名</translation>
    </message>
    <message>
        <source>May come &amp;late by</source>
        <translation>迟到宽限(&amp;L)</translation>
    </message>
    <message>
        <source>May leave &amp;early by</source>
        <translation>早退宽限(&amp;E)</translation>
    </message>
    <message>
        <source>Rounding, overtime and reach</source>
        <translation>取整、加班和打卡范围</translation>
    </message>
    <message>
        <source>Round arrivals</source>
        <translation>到场时间取整</translation>
    </message>
    <message>
        <source>Round departures</source>
        <translation>离场时间取整</translation>
    </message>
    <message>
        <source>Round overtime</source>
        <translation>加班取整</translation>
    </message>
    <message>
        <source>Overtime counts from</source>
        <translation>加班起计时长</translation>
    </message>
    <message>
        <source>Also count overtime before the start</source>
        <translation>上班前的加班也计入</translation>
    </message>
    <message>
        <source>Punches count for it before and after by</source>
        <translation>班次前后的打卡范围</translation>
    </message>
    <message>
        <source>At most a day</source>
        <translation>每天加班最多</translation>
    </message>
    <message>
        <source>Most overtime a day</source>
        <translation>每天加班上限</translation>
    </message>
    <message>
        <source>&amp;Add a rota</source>
        <translation>添加排班(&amp;A)</translation>
    </message>
    <message>
        <source>Add the first rota</source>
        <translation>添加第一个排班</translation>
    </message>
    <message>
        <source>A rota puts shifts on days: the same every week, or a cycle of several weeks or days. Make a shift first.</source>
        <translation>排班将班次安排到各天：每周相同，或以若干周、若干天为一个循环。请先创建班次。</translation>
    </message>
    <message>
        <source>No rotas yet</source>
        <translation>还没有排班</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} 及另外 {n} 个</translation>
    </message>
    <message>
        <source>nobody follows it yet</source>
        <translation>还没有排班对象</translation>
    </message>
    <message>
        <source>followed by {who}</source>
        <translation>排班对象：{who}</translation>
    </message>
    <message>
        <source>{cycle}, first from {day} on</source>
        <translation>{cycle}，起始日 {day}</translation>
    </message>
    <message>
        <source>The rota “{name}” was saved.</source>
        <translation>排班“{name}”已保存。</translation>
    </message>
    <message>
        <source>The rota “{name}” was deleted.</source>
        <translation>排班“{name}”已删除。</translation>
    </message>
    <message>
        <source>&amp;Give somebody a rota</source>
        <translation>指定排班(&amp;G)</translation>
    </message>
    <message>
        <source>What is said of one person goes before what is said of a group, and that before everybody. Of two for the same, the one that began last counts.</source>
        <translation>个人的排班优先于分组，分组的优先于所有人。对象相同时，以起始日较晚的为准。</translation>
    </message>
    <message>
        <source>Give the first rota</source>
        <translation>指定第一个排班</translation>
    </message>
    <message>
        <source>Give a rota to everybody, to a group or to one person. Make a rota first.</source>
        <translation>可为所有人、分组或个人指定排班。请先创建排班。</translation>
    </message>
    <message>
        <source>Nobody follows a rota yet</source>
        <translation>还没有排班对象</translation>
    </message>
    <message>
        <source>Make a rota first; then say here who follows it.</source>
        <translation>请先创建排班，然后在此指定排班对象。</translation>
    </message>
    <message>
        <source>a rota that was deleted</source>
        <translation>已删除的排班</translation>
    </message>
    <message>
        <source>follows “{rota}” {dates}</source>
        <translation>按“{rota}”排班，{dates}</translation>
    </message>
    <message>
        <source>Who follows the rota was saved.</source>
        <translation>排班对象已保存。</translation>
    </message>
    <message>
        <source>{who}: no longer follows that rota.</source>
        <translation>{who}：已取消该排班。</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>Take out the tick of what is no holiday here.</source>
        <translation>请取消勾选此处不放假的日子。</translation>
    </message>
    <message>
        <source>Import public holidays</source>
        <translation>导入法定节假日</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家或地区</translation>
    </message>
    <message>
        <source>State or region</source>
        <translation>省、州或区域</translation>
    </message>
    <message>
        <source>Reading which countries there are…</source>
        <translation>正在读取国家和地区列表…</translation>
    </message>
    <message>
        <source>&amp;Country</source>
        <translation>国家或地区(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;State or region</source>
        <translation>省、州或区域(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Year</source>
        <translation>年份(&amp;Y)</translation>
    </message>
    <message>
        <source>Public holidays</source>
        <translation>法定节假日</translation>
    </message>
    <message>
        <source>The whole country</source>
        <translation>全境</translation>
    </message>
    <message>
        <source>{day}  (there already)</source>
        <translation>{day}  （已有）</translation>
    </message>
    <message>
        <source>Choose a country from the list: type a part of its name.</source>
        <translation>请从列表中选择国家或地区：可输入其名称的一部分。</translation>
    </message>
    <message>
        <source>No holidays are known of this year.</source>
        <translation>没有此年份的节假日数据。</translation>
    </message>
    <message>
        <source>1 day will be added.</source>
        <translation>将添加 1 天。</translation>
    </message>
    <message>
        <source>{n} days will be added.</source>
        <translation>将添加 {n} 天。</translation>
    </message>
    <message>
        <source>Taken back: {what}</source>
        <translation>已撤回：{what}</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Rotas</source>
        <translation>排班</translation>
    </message>
    <message>
        <source>Who follows what</source>
        <translation>排班对象</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>更改记录</translation>
    </message>
    <message>
        <source>&amp;Make an ordinary week…</source>
        <translation>创建常规工作周(&amp;M)…</translation>
    </message>
    <message>
        <source>Add a shift of your own</source>
        <translation>自行添加班次</translation>
    </message>
    <message>
        <source>Usher does not know yet when people work, so nobody is late or missing. Begin with Mon–Fri 09:00–17:30 for everybody, or with shifts of your own.</source>
        <translation>Usher 还不知道工作时间，因此不会有迟到或未到。可以先为所有人设为周一至周五 09:00–17:30，也可以自行创建班次。</translation>
    </message>
    <message>
        <source>When do people work?</source>
        <translation>工作时间如何安排？</translation>
    </message>
    <message>
        <source>The ordinary week was saved.</source>
        <translation>常规工作周已保存。</translation>
    </message>
    <message>
        <source>Change the rota</source>
        <translation>修改排班</translation>
    </message>
    <message>
        <source>Add a rota</source>
        <translation>添加排班</translation>
    </message>
    <message>
        <source>&amp;Add the rota</source>
        <translation>添加排班(&amp;A)</translation>
    </message>
    <message>
        <source>The next four weeks</source>
        <translation>未来四周</translation>
    </message>
    <message>
        <source>Today is framed; on holidays nobody is expected.</source>
        <translation>加框的是今天；节假日不计应到。</translation>
    </message>
    <message>
        <source>Office week</source>
        <translation>办公室排班</translation>
    </message>
    <message>
        <source>Weeks</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>Counted in</source>
        <translation>循环单位</translation>
    </message>
    <message>
        <source>&amp;Repeats after</source>
        <translation>循环长度(&amp;R)</translation>
    </message>
    <message>
        <source>Day 1 of the cycle &amp;is</source>
        <translation>起始日（循环第 1 天）(&amp;I)</translation>
    </message>
    <message>
        <source>Select days, then choose a shift: by its button or its number; 0 is a day off.</source>
        <translation>先选择日子，再用按钮或数字键选择班次；0 表示休息。</translation>
    </message>
    <message>
        <source>Several shifts on one day: Space or a double click.</source>
        <translation>一天安排多个班次：按空格键或双击。</translation>
    </message>
    <message>
        <source> weeks</source>
        <translation> 周</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>Another rota is called that.</source>
        <translation>已有同名的排班。</translation>
    </message>
    <message>
        <source>Days of the rota</source>
        <translation>排班的各天</translation>
    </message>
    <message>
        <source>Week {n}</source>
        <translation>第 {n} 周</translation>
    </message>
</context>
<context>
    <name>Print</name>
    <message>
        <source>Made by Usher on {when}</source>
        <translation>由 Usher 生成于 {when}</translation>
    </message>
    <message>
        <source>Page {page}</source>
        <translation>第 {page} 页</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>Poor</source>
        <translation>较差</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>too far away</source>
        <translation>距离太远</translation>
    </message>
    <message>
        <source>cut off at the edge</source>
        <translation>在边缘被截断</translation>
    </message>
    <message>
        <source>blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>turned away</source>
        <translation>没有正对</translation>
    </message>
    <message>
        <source>too dark</source>
        <translation>太暗</translation>
    </message>
    <message>
        <source>too bright</source>
        <translation>太亮</translation>
    </message>
    <message>
        <source>hard to make out</source>
        <translation>难以辨认</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{width} px wide</source>
        <translation>宽 {width} 像素</translation>
    </message>
</context>
<context>
    <name>Recordings</name>
    <message>
        <source>Stranger {number}</source>
        <translation>陌生人 {number}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>once · {length}</source>
        <translation>1 次 · {length}</translation>
    </message>
    <message>
        <source>{times} times · {length}</source>
        <translation>{times} 次 · {length}</translation>
    </message>
    <message>
        <source>{length} watched · known: {known} · strangers: {strangers}</source>
        <translation>已分析 {length} · 已登记：{known} · 陌生人：{strangers}</translation>
    </message>
    <message>
        <source>too small or too brief: {count}</source>
        <translation>太小或出现太短：{count}</translation>
    </message>
    <message>
        <source>Watching…</source>
        <translation>正在分析…</translation>
    </message>
    <message>
        <source>Watching… {left} left</source>
        <translation>正在分析… 还剩 {left}</translation>
    </message>
    <message>
        <source>Videos ({kinds})</source>
        <translation>视频 ({kinds})</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开录像</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>另存为 CSV</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>已保存为 {path}。</translation>
    </message>
    <message>
        <source>&amp;Open a recording…</source>
        <translation>打开录像(&amp;O)…</translation>
    </message>
    <message>
        <source>Drop a recording here</source>
        <translation>将录像拖放到此处</translation>
    </message>
    <message>
        <source>Usher watches it and shows who appears when. Strangers are numbered. Nothing of it is kept.</source>
        <translation>Usher 会分析录像，显示谁在何时出现。陌生人以编号表示。不会保留任何内容。</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>另存为 CSV(&amp;S)…</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>录像</translation>
    </message>
    <message>
        <source>People in the recording</source>
        <translation>录像中的人</translation>
    </message>
    <message>
        <source>Nobody can be recognised in this recording.</source>
        <translation>这段录像中没有可识别的人。</translation>
    </message>
</context>
<context>
    <name>Relays</name>
    <message>
        <source>User</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>The device locks again by itself</source>
        <translation>设备会自行重新上锁</translation>
    </message>
    <message>
        <source>Accept only certificates this computer trusts</source>
        <translation>只接受本机信任的证书</translation>
    </message>
    <message>
        <source>The input is on while the door is closed</source>
        <translation>门关闭时输入为接通</translation>
    </message>
    <message>
        <source>The relay is switched on while the door is locked</source>
        <translation>门上锁时继电器为接通</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Serial port</source>
        <translation>串口</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>开关通道</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>设备代次</translation>
    </message>
    <message>
        <source>Input of the door contact</source>
        <translation>门磁输入</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Address to unlock</source>
        <translation>开锁地址</translation>
    </message>
    <message>
        <source>Address to lock</source>
        <translation>上锁地址</translation>
    </message>
    <message>
        <source>Address of the door contact</source>
        <translation>门磁地址</translation>
    </message>
    <message>
        <source>Its answer while the door is open</source>
        <translation>门打开时的应答</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Content sent to unlock</source>
        <translation>开锁时发送的内容</translation>
    </message>
    <message>
        <source>Content sent to lock</source>
        <translation>上锁时发送的内容</translation>
    </message>
    <message>
        <source>Prove the password without sending it (digest)</source>
        <translation>以摘要方式验证，不发送密码 (digest)</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元号</translation>
    </message>
    <message>
        <source>Coil</source>
        <translation>线圈</translation>
    </message>
    <message>
        <source>Register that takes how long</source>
        <translation>接收时长的寄存器</translation>
    </message>
    <message>
        <source>Its unit in milliseconds</source>
        <translation>其单位（毫秒）</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>MQTT 服务器</translation>
    </message>
    <message>
        <source>Topic of the relay</source>
        <translation>继电器主题</translation>
    </message>
    <message>
        <source>Topic of the door contact</source>
        <translation>门磁主题</translation>
    </message>
    <message>
        <source>Encrypted connection (TLS)</source>
        <translation>加密连接 (TLS)</translation>
    </message>
    <message>
        <source>What it says while the door is open</source>
        <translation>门打开时的消息</translation>
    </message>
    <message>
        <source>Message that unlocks</source>
        <translation>开锁消息</translation>
    </message>
    <message>
        <source>Message that locks</source>
        <translation>上锁消息</translation>
    </message>
    <message>
        <source>Topic on which the relay confirms</source>
        <translation>继电器确认主题</translation>
    </message>
    <message>
        <source>What it says while unlocked</source>
        <translation>开锁时的确认内容</translation>
    </message>
    <message>
        <source>Baud rate</source>
        <translation>波特率</translation>
    </message>
    <message>
        <source>Bytes that unlock</source>
        <translation>开锁字节</translation>
    </message>
    <message>
        <source>Bytes that lock</source>
        <translation>上锁字节</translation>
    </message>
    <message>
        <source>Bytes it answers</source>
        <translation>应答字节</translation>
    </message>
    <message>
        <source>Program that unlocks, with its arguments</source>
        <translation>开锁程序及其参数</translation>
    </message>
    <message>
        <source>Program that locks, with its arguments</source>
        <translation>上锁程序及其参数</translation>
    </message>
    <message>
        <source>Address on the line</source>
        <translation>线路上的地址</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Secure channel key</source>
        <translation>安全通道密钥</translation>
    </message>
    <message>
        <source>No device: try it out</source>
        <translation>无设备：试用</translation>
    </message>
    <message>
        <source>Shelly</source>
        <translation>Shelly</translation>
    </message>
    <message>
        <source>Device with a web address (HTTP)</source>
        <translation>有网址的设备 (HTTP)</translation>
    </message>
    <message>
        <source>Relay board on Modbus/TCP</source>
        <translation>Modbus/TCP 继电器板</translation>
    </message>
    <message>
        <source>Relay that listens to MQTT</source>
        <translation>MQTT 继电器</translation>
    </message>
    <message>
        <source>Relay board on a serial port</source>
        <translation>串口继电器板</translation>
    </message>
    <message>
        <source>Program on this computer</source>
        <translation>本机上的程序</translation>
    </message>
    <message>
        <source>Door controller on OSDP (RS-485)</source>
        <translation>OSDP 门控制器 (RS-485)</translation>
    </message>
    <message>
        <source>Nothing is unlocked anywhere; rules and alarms can be tried out.</source>
        <translation>不会实际开锁；可用来试用规则和报警。</translation>
    </message>
    <message>
        <source>The switch locks again by itself, even when this computer fails.</source>
        <translation>即使这台电脑发生故障，开关也会自行重新上锁。</translation>
    </message>
    <message>
        <source>{seconds} and {milliseconds} in an address stand for how long it is unlocked.</source>
        <translation>地址中的 {seconds} 和 {milliseconds} 表示开锁时长。</translation>
    </message>
    <message>
        <source>The board is reached over the network; its manual names unit and coil.</source>
        <translation>通过网络连接继电器板；单元号和线圈请见其手册。</translation>
    </message>
    <message>
        <source>Relay and computer meet at a broker; {expires} tells the relay when to ignore it.</source>
        <translation>继电器与电脑通过 MQTT 服务器通信；{expires} 告诉继电器何时起忽略该消息。</translation>
    </message>
    <message>
        <source>Bytes are written as hexadecimal digits, such as A0 01 01 A2.</source>
        <translation>字节用十六进制数字书写，例如 A0 01 01 A2。</translation>
    </message>
    <message>
        <source>The door is taken as unlocked when the program ends without an error.</source>
        <translation>程序正常结束即视为门已开锁。</translation>
    </message>
    <message>
        <source>With a key everything on the line is encrypted.</source>
        <translation>设置密钥后，线路上的全部内容都会加密。</translation>
    </message>
    <message>
        <source>Locked (fail-secure)</source>
        <translation>上锁（fail-secure）</translation>
    </message>
    <message>
        <source>Unlocked (fail-safe)</source>
        <translation>开锁（fail-safe）</translation>
    </message>
    <message>
        <source>When Usher stops or crashes nobody gets in; make sure the door opens from inside without power.</source>
        <translation>Usher 停止或崩溃时任何人都无法进入；请确保断电时也能从里面开门。</translation>
    </message>
    <message>
        <source>When Usher stops or crashes everybody gets in: for escape routes, where law may ask it.</source>
        <translation>Usher 停止或崩溃时所有人都能进入：用于法规可能要求如此的逃生通道。</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>此项必填。</translation>
    </message>
    <message>
        <source>Write a whole number from {low} to {high}.</source>
        <translation>请填写 {low} 到 {high} 之间的整数。</translation>
    </message>
    <message>
        <source>Write an address that begins with http:// or https://.</source>
        <translation>请填写以 http:// 或 https:// 开头的地址。</translation>
    </message>
    <message>
        <source>Write bytes as pairs of hexadecimal digits, such as A0 01 01 A2.</source>
        <translation>请用成对的十六进制数字填写字节，例如 A0 01 01 A2。</translation>
    </message>
    <message>
        <source>Write the key as 32 hexadecimal digits.</source>
        <translation>请填写 32 位十六进制数字作为密钥。</translation>
    </message>
    <message>
        <source>A quotation mark is missing.</source>
        <translation>缺少一个引号。</translation>
    </message>
    <message>
        <source>Give the door a name.</source>
        <translation>请为门命名。</translation>
    </message>
    <message>
        <source>Another door has this name.</source>
        <translation>已有同名的门。</translation>
    </message>
    <message>
        <source>&amp;Fewer settings</source>
        <translation>收起设置(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;More settings</source>
        <translation>更多设置(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Relay</source>
        <translation>继电器(&amp;R)</translation>
    </message>
    <message>
        <source>Change the door</source>
        <translation>修改门</translation>
    </message>
    <message>
        <source>Add a door</source>
        <translation>添加门</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Add the door</source>
        <translation>添加门(&amp;A)</translation>
    </message>
    <message>
        <source>Main door</source>
        <translation>正门</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Test the connection</source>
        <translation>测试连接(&amp;T)</translation>
    </message>
    <message>
        <source>and &amp;open it now for half a second</source>
        <translation>并立即开锁半秒(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Unlocked for</source>
        <translation>开锁时长(&amp;U)</translation>
    </message>
    <message>
        <source>A&amp;larm when open for</source>
        <translation>开启超过此时长即报警(&amp;L)</translation>
    </message>
    <message>
        <source>Never open &amp;later than</source>
        <translation>开门最多延迟(&amp;L)</translation>
    </message>
    <message>
        <source>A command that is late, because the relay did not answer, is dropped: nobody opens for an empty place.</source>
        <translation>因继电器没有应答而迟到的指令会被丢弃：不会在人已离开后开门。</translation>
    </message>
    <message>
        <source>While Usher does not &amp;run, this door is</source>
        <translation>Usher 未运行时，此门(&amp;R)</translation>
    </message>
    <message>
        <source>People leave by a &amp;handle: opening it while locked is no alarm</source>
        <translation>从里面用把手开门：上锁时被打开不算报警(&amp;H)</translation>
    </message>
    <message>
        <source>Cameras that watch this door</source>
        <translation>监视此门的摄像头</translation>
    </message>
    <message>
        <source>There are no cameras yet; add them in the settings.</source>
        <translation>还没有摄像头；请在设置中添加。</translation>
    </message>
    <message>
        <source>Which way people go at {camera}</source>
        <translation>“{camera}”处的通行方向</translation>
    </message>
    <message>
        <source>in and out</source>
        <translation>进出双向</translation>
    </message>
    <message>
        <source>in only</source>
        <translation>仅进入</translation>
    </message>
    <message>
        <source>out only</source>
        <translation>仅离开</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>正在尝试…</translation>
    </message>
    <message>
        <source>It was unlocked for half a second, after {ms} ms.</source>
        <translation>已开锁半秒，响应用时 {ms} 毫秒。</translation>
    </message>
    <message>
        <source>These settings can be used; only opening it shows whether the device answers.</source>
        <translation>这些设置可以使用；只有实际开门才能知道设备是否应答。</translation>
    </message>
    <message>
        <source>It answers, after {ms} ms.</source>
        <translation>有应答，用时 {ms} 毫秒。</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Something went wrong in Usher</source>
        <translation>Usher 出了问题</translation>
    </message>
    <message>
        <source>This is a fault of the program, not of yours. It goes on as far as it can; if something looks wrong, close and open it again. Please send these details to the people who maintain it.</source>
        <translation>这是程序的错误，不是您的错误。程序会尽量继续运行；如有异常，请关闭后重新打开。请把以下详情发给维护人员。</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>复制详情(&amp;C)</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭(&amp;L)</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Attendance by day</source>
        <translation>每日考勤</translation>
    </message>
    <message>
        <source>Attendance totals</source>
        <translation>考勤汇总</translation>
    </message>
    <message>
        <source>Punches</source>
        <translation>打卡记录</translation>
    </message>
    <message>
        <source>Payroll</source>
        <translation>工资核算</translation>
    </message>
    <message>
        <source>Absences</source>
        <translation>缺勤与请假</translation>
    </message>
    <message>
        <source>present</source>
        <translation>出勤</translation>
    </message>
    <message>
        <source>still in</source>
        <translation>仍在场</translation>
    </message>
    <message>
        <source>not over yet</source>
        <translation>尚未结束</translation>
    </message>
    <message>
        <source>late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>left early</source>
        <translation>早退</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>缺勤</translation>
    </message>
    <message>
        <source>coming was not recorded</source>
        <translation>缺到场记录</translation>
    </message>
    <message>
        <source>leaving was not recorded</source>
        <translation>缺离场记录</translation>
    </message>
    <message>
        <source>overtime</source>
        <translation>加班</translation>
    </message>
    <message>
        <source>not planned</source>
        <translation>无班次</translation>
    </message>
    <message>
        <source>leave</source>
        <translation>请假</translation>
    </message>
    <message>
        <source>holiday</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>休息日</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>vacation</source>
        <translation>年假</translation>
    </message>
    <message>
        <source>sick</source>
        <translation>病假</translation>
    </message>
    <message>
        <source>training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>on business</source>
        <translation>出差</translation>
    </message>
    <message>
        <source>other leave</source>
        <translation>其他假</translation>
    </message>
    <message>
        <source>unpaid leave</source>
        <translation>无薪假</translation>
    </message>
    <message>
        <source>in</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>out</source>
        <translation>离场</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>kiosk</source>
        <translation>自助终端</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Made on {moment} ({zone})</source>
        <translation>生成于 {moment} ({zone})</translation>
    </message>
    <message>
        <source>Group: {group}</source>
        <translation>分组：{group}</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Who is inside</source>
        <translation>在场人员</translation>
    </message>
    <message>
        <source>As of {moment} ({zone})</source>
        <translation>截至 {moment} ({zone})</translation>
    </message>
    <message>
        <source>{count} people, {visitors} of them visitors</source>
        <translation>{count} 人，其中访客 {visitors} 人</translation>
    </message>
    <message>
        <source>Nobody is inside.</source>
        <translation>没有人在场。</translation>
    </message>
    <message>
        <source>visitor of {host}</source>
        <translation>{host} 的访客</translation>
    </message>
    <message>
        <source>visitor</source>
        <translation>访客</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>进入时间</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>门</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>已清点</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>To work</source>
        <translation>应出勤</translation>
    </message>
    <message>
        <source>Worked</source>
        <translation>出勤</translation>
    </message>
    <message>
        <source>Credited</source>
        <translation>计入工时</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>Left early</source>
        <translation>早退</translation>
    </message>
    <message>
        <source>Overtime</source>
        <translation>加班</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>离场</translation>
    </message>
    <message>
        <source>Breaks</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Days worked</source>
        <translation>出勤天数</translation>
    </message>
    <message>
        <source>Days absent</source>
        <translation>缺勤天数</translation>
    </message>
    <message>
        <source>Days of leave</source>
        <translation>请假天数</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>结余</translation>
    </message>
    <message>
        <source>Times late</source>
        <translation>迟到次数</translation>
    </message>
    <message>
        <source>Punches missing</source>
        <translation>缺打卡次数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>By</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>&amp;Add a camera</source>
        <translation>添加摄像头(&amp;A)</translation>
    </message>
    <message>
        <source>There are no cameras yet.</source>
        <translation>还没有摄像头。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Like the system</source>
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
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>The camera {name} was removed.</source>
        <translation>摄像头“{name}”已移除。</translation>
    </message>
    <message>
        <source>Check where {name} hangs</source>
        <translation>检查“{name}”的安装位置</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>修改“{name}”</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除“{name}”</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Opening the database…</source>
        <translation>正在打开数据库…</translation>
    </message>
    <message>
        <source>Loading the recognition models…</source>
        <translation>正在加载识别模型…</translation>
    </message>
    <message>
        <source>Getting to know the people of the demo…</source>
        <translation>正在认识演示中的人物…</translation>
    </message>
    <message>
        <source>Starting the cameras…</source>
        <translation>正在启动摄像头…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Usher cannot start</source>
        <translation>Usher 无法启动</translation>
    </message>
    <message>
        <source>Closing…</source>
        <translation>正在关闭…</translation>
    </message>
    <message>
        <source>Cameras and data are being closed.</source>
        <translation>正在关闭摄像头和数据库。</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Cameras live</source>
        <translation>在线摄像头</translation>
    </message>
    <message>
        <source>Cameras that deliver pictures now, of all that are set up</source>
        <translation>当前有画面的摄像头数量与已设置的总数</translation>
    </message>
    <message>
        <source>Analysed</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>{fps} fps</source>
        <translation>{fps} 帧/秒</translation>
    </message>
    <message>
        <source>Pictures searched for faces each second, all cameras together</source>
        <translation>所有摄像头每秒合计分析的画面数</translation>
    </message>
    <message>
        <source>Answer in</source>
        <translation>识别用时</translation>
    </message>
    <message>
        <source>From the capture of a face to its name: half of all answers are faster</source>
        <translation>从拍到面部到给出姓名的时间：一半的结果快于此值</translation>
    </message>
    <message>
        <source>Repaints</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>{n}/s</source>
        <translation>{n} 次/秒</translation>
    </message>
    <message>
        <source>How often the wall is repainted each second</source>
        <translation>画面墙每秒刷新的次数</translation>
    </message>
    <message>
        <source>Picture age</source>
        <translation>画面延迟</translation>
    </message>
    <message>
        <source>From the capture of a picture to its being shown: 95 of 100 are younger</source>
        <translation>从拍摄到显示的时间：100 帧中有 95 帧低于此值</translation>
    </message>
    <message>
        <source>Extractions per track</source>
        <translation>每轨迹提取次数</translation>
    </message>
    <message>
        <source>How many times a passing face is measured for recognition, on average</source>
        <translation>每张经过的面孔平均提取特征的次数</translation>
    </message>
    <message>
        <source>{ms} ms</source>
        <translation>{ms} 毫秒</translation>
    </message>
</context>
<context>
    <name>Unknowns</name>
    <message>
        <source>Came once</source>
        <translation>来过 1 次</translation>
    </message>
    <message>
        <source>Came {n} times</source>
        <translation>来过 {n} 次</translation>
    </message>
    <message>
        <source>{cameras} and {n} more</source>
        <translation>{cameras} 及另外 {n} 个</translation>
    </message>
    <message>
        <source>last {time}</source>
        <translation>最近 {time}</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>1 张照片</translation>
    </message>
    <message>
        <source>{n} pictures</source>
        <translation>{n} 张照片</translation>
    </message>
    <message>
        <source>on one day · {pictures}</source>
        <translation>共 1 天 · {pictures}</translation>
    </message>
    <message>
        <source>on {n} days · {pictures}</source>
        <translation>共 {n} 天 · {pictures}</translation>
    </message>
    <message>
        <source>Looks like {name}, {percent}</source>
        <translation>很像“{name}”，{percent}</translation>
    </message>
    <message>
        <source>{n} left</source>
        <translation>还剩 {n} 条</translation>
    </message>
    <message>
        <source>Is this {name}?</source>
        <translation>这是“{name}”吗？</translation>
    </message>
    <message>
        <source>{percent} probable</source>
        <translation>可能性 {percent}</translation>
    </message>
    <message>
        <source>Yes, {name}. The picture helps to recognise them from now on.</source>
        <translation>已确认是“{name}”。这张照片今后会用于识别。</translation>
    </message>
    <message>
        <source>Yes, {name}. Noted; the picture differs too much from theirs to recognise them by.</source>
        <translation>已确认是“{name}”。但这张照片与其已有照片相差太大，不用于识别。</translation>
    </message>
    <message>
        <source>Yes, {name}. Noted.</source>
        <translation>已确认是“{name}”。</translation>
    </message>
    <message>
        <source>Unknown people</source>
        <translation>陌生人</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Unknowns</source>
        <translation>陌生人</translation>
    </message>
    <message>
        <source>Pictures of this person</source>
        <translation>此人的照片</translation>
    </message>
    <message>
        <source>Keys: Y yes, N no, arrows for later, U to undo</source>
        <translation>按键：Y 是，N 否，方向键稍后再看，U 撤销</translation>
    </message>
    <message>
        <source>Visits that were almost recognised will wait here for a yes or a no.</source>
        <translation>差一点就能识别的到访会在这里等待您回答是或否。</translation>
    </message>
    <message>
        <source>&amp;Undo last</source>
        <translation>撤销上一步(&amp;U)</translation>
    </message>
    <message>
        <source>Nothing waits to be looked at</source>
        <translation>没有待确认的到访</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>是(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>否(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>跳过(&amp;S)</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>所见</translation>
    </message>
    <message>
        <source>Noted: this is not {name}.</source>
        <translation>已记录：这不是“{name}”。</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>已撤回。</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>这是谁？</translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation>新人员</translation>
    </message>
    <message>
        <source>Somebody enrolled</source>
        <translation>已登记的人</translation>
    </message>
    <message>
        <source>Enrolling somebody twice makes both harder to recognise.</source>
        <translation>重复登记同一个人会使识别变得困难。</translation>
    </message>
    <message>
        <source>A &amp;different person</source>
        <translation>是另一个人(&amp;D)</translation>
    </message>
    <message>
        <source>e.g. Visitors, Suppliers</source>
        <translation>例如：访客, 供应商</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>姓名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;ID (optional)</source>
        <translation>编号，可不填(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Groups (optional, with commas)</source>
        <translation>分组，可不填，用英文逗号分隔(&amp;G)</translation>
    </message>
    <message>
        <source>Find by name or ID</source>
        <translation>按姓名或编号查找</translation>
    </message>
    <message>
        <source>People enrolled</source>
        <translation>已登记的人</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>It &amp;is {name}</source>
        <translation>就是“{name}”(&amp;S)</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>陌生人</translation>
    </message>
    <message>
        <source>&amp;Enrol</source>
        <translation>登记(&amp;E)</translation>
    </message>
    <message>
        <source>It is &amp;them</source>
        <translation>就是此人(&amp;T)</translation>
    </message>
    <message>
        <source>First say whether it is the same person.</source>
        <translation>请先确认是不是同一个人。</translation>
    </message>
    <message>
        <source>first {time}</source>
        <translation>首次 {time}</translation>
    </message>
    <message>
        <source>Show &amp;again</source>
        <translation>重新显示(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Ignore</source>
        <translation>忽略(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Name…</source>
        <translation>命名(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Merge…</source>
        <translation>合并(&amp;M)…</translation>
    </message>
    <message>
        <source>Choose another card that shows the same person</source>
        <translation>选择另一张属于同一个人的卡片</translation>
    </message>
    <message>
        <source>&amp;Yes, it is {name}</source>
        <translation>是的，这是“{name}”(&amp;Y)</translation>
    </message>
    <message>
        <source>Show those who are ignored</source>
        <translation>显示已忽略的人</translation>
    </message>
    <message>
        <source>Whoever comes without being enrolled will be listed here, with all their visits.</source>
        <translation>未登记的来人及其全部到访会列在这里。</translation>
    </message>
    <message>
        <source>Nobody unknown was seen</source>
        <translation>没有看到陌生人</translation>
    </message>
    <message>
        <source>Choose the other card of the same person.</source>
        <translation>请选择同一个人的另一张卡片。</translation>
    </message>
    <message>
        <source>People who came unknown</source>
        <translation>来过的陌生人</translation>
    </message>
    <message>
        <source>The two are one person now.</source>
        <translation>两者已合并为一人。</translation>
    </message>
    <message>
        <source>These visits are {name}’s now.</source>
        <translation>这些到访已归到“{name}”名下。</translation>
    </message>
    <message>
        <source>{n} more of the cards may be {name}.</source>
        <translation>另有 {n} 张卡片可能也是“{name}”。</translation>
    </message>
    <message>
        <source>Ignored from now on.</source>
        <translation>今后将忽略此人。</translation>
    </message>
    <message>
        <source>Shown again.</source>
        <translation>已重新显示。</translation>
    </message>
</context>
<context>
    <name>Visitors</name>
    <message>
        <source>Left {when}</source>
        <translation>已于 {when} 离开</translation>
    </message>
    <message>
        <source>Here until {when}</source>
        <translation>停留至 {when}</translation>
    </message>
    <message>
        <source>Over since {when}</source>
        <translation>已于 {when} 到期</translation>
    </message>
    <message>
        <source>1 visitor is here</source>
        <translation>在场访客 1 人</translation>
    </message>
    <message>
        <source>{n} visitors are here</source>
        <translation>在场访客 {n} 人</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>Badge of {name}</source>
        <translation>“{name}”的访客证</translation>
    </message>
    <message>
        <source>The code opens what visitors may pass. A badge printed before is worth nothing now.</source>
        <translation>凭此二维码可通行对访客开放的门。此前打印的访客证已失效。</translation>
    </message>
    <message>
        <source>{name} is signed in</source>
        <translation>“{name}”已签到</translation>
    </message>
    <message>
        <source>Print the badge, or add pictures so that the cameras know them until they leave.</source>
        <translation>可打印访客证，也可添加照片，让摄像头在访客离开前都能认出。</translation>
    </message>
    <message>
        <source>The badge as it will be printed</source>
        <translation>访客证打印预览</translation>
    </message>
    <message>
        <source>&amp;Add pictures…</source>
        <translation>添加照片(&amp;A)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Tonight</source>
        <translation>今晚</translation>
    </message>
    <message>
        <source>Until a day</source>
        <translation>至指定日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>签到(&amp;S)</translation>
    </message>
    <message>
        <source>Sign in a visitor</source>
        <translation>访客签到</translation>
    </message>
    <message>
        <source>Such as a meeting, a delivery, a repair</source>
        <translation>例如：会议、送货、维修</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>姓名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Company</source>
        <translation>单位(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Purpose</source>
        <translation>来访事由(&amp;P)</translation>
    </message>
    <message>
        <source>Here until</source>
        <translation>停留至</translation>
    </message>
    <message>
        <source>The visitor and all that is known of them are erased by themselves some time after that.</source>
        <translation>到期一段时间后，访客及其全部信息会自动彻底删除。</translation>
    </message>
    <message>
        <source>Nobody was named</source>
        <translation>未指定</translation>
    </message>
    <message>
        <source>&amp;Look up…</source>
        <translation>查找(&amp;L)…</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>不指定</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>来访事由</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>到访时间</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前状态</translation>
    </message>
    <message>
        <source>Erased on</source>
        <translation>彻底删除时间</translation>
    </message>
    <message>
        <source>Visitors</source>
        <translation>访客</translation>
    </message>
    <message>
        <source>&amp;Let them stay</source>
        <translation>延长停留(&amp;L)</translation>
    </message>
    <message>
        <source>How long does {name} stay?</source>
        <translation>“{name}”停留至何时？</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>VISITOR</source>
        <translation>访客</translation>
    </message>
    <message>
        <source>&amp;Sign in…</source>
        <translation>签到(&amp;S)…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search the visitors</source>
        <translation>搜索访客</translation>
    </message>
    <message>
        <source>S&amp;ign in the first</source>
        <translation>签到第一位访客(&amp;I)</translation>
    </message>
    <message>
        <source>Whoever comes for a day is signed in here: with a host, a badge and an end. They are found until then, and erased by themselves afterwards.</source>
        <translation>临时来访的人在此签到：指定接待人和停留期限，并发放访客证。到期前可被识别，之后会自动彻底删除。</translation>
    </message>
    <message>
        <source>No visitors</source>
        <translation>没有访客</translation>
    </message>
    <message>
        <source>&amp;Badge…</source>
        <translation>访客证(&amp;B)…</translation>
    </message>
    <message>
        <source>Add &amp;pictures…</source>
        <translation>添加照片(&amp;P)…</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>签离(&amp;O)</translation>
    </message>
    <message>
        <source>E&amp;xtend…</source>
        <translation>延长停留(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Erase now…</source>
        <translation>立即彻底删除(&amp;E)…</translation>
    </message>
    <message>
        <source>{name} has left.</source>
        <translation>“{name}”已离开。</translation>
    </message>
    <message>
        <source>{name} is erased.</source>
        <translation>“{name}”已彻底删除。</translation>
    </message>
    <message>
        <source>&amp;Erase now</source>
        <translation>立即彻底删除(&amp;E)</translation>
    </message>
    <message>
        <source>Erase {name}</source>
        <translation>彻底删除“{name}”</translation>
    </message>
    <message>
        <source>This deletes for good, also from the file on disk:</source>
        <translation>以下内容将被彻底删除，包括磁盘文件中的数据：</translation>
    </message>
    <message>
        <source>name, company, host and purpose of the visit</source>
        <translation>姓名、单位、接待人和来访事由</translation>
    </message>
    <message>
        <source>pictures, and everything measured of the face</source>
        <translation>照片及从面孔提取的全部数据</translation>
    </message>
    <message>
        <source>every sighting by a camera</source>
        <translation>每次被摄像头看到的记录</translation>
    </message>
    <message>
        <source>the code of the badge</source>
        <translation>访客证的二维码</translation>
    </message>
    <message>
        <source>The ledger of the doors keeps a random number in the place of the name.</source>
        <translation>门的台账中会以随机编号代替姓名。</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>There is no picture at {path}. Check the path.</source>
        <translation>{path} 处没有图片。请检查路径。</translation>
    </message>
    <message>
        <source>{path} is empty (0 bytes). Copy the picture again.</source>
        <translation>{path} 是空文件（0 字节）。请重新复制该图片。</translation>
    </message>
    <message>
        <source>{path} is not a picture Usher can read, or it is damaged. Use a JPEG, PNG, BMP or WebP file.</source>
        <translation>{path} 不是 Usher 能读取的图片，或者已损坏。请使用 JPEG、PNG、BMP 或 WebP 文件。</translation>
    </message>
    <message>
        <source>{path} is {width}×{height}, more than the {limit} megapixels Usher opens. Make it smaller first.</source>
        <translation>{path} 的尺寸为 {width}×{height}，超过 Usher 可打开的 {limit} 百万像素上限。请先将其缩小。</translation>
    </message>
    <message>
        <source>{path} is only {width}×{height} pixels, too small to hold a face. Use a larger picture.</source>
        <translation>{path} 只有 {width}×{height} 像素，容不下一张面孔。请使用更大的图片。</translation>
    </message>
    <message>
        <source>{path} cannot be read: permission denied. Allow reading it, or choose another place.</source>
        <translation>无法读取 {path}：没有权限。请授予读取权限，或选择其他位置。</translation>
    </message>
    <message>
        <source>{path} cannot be evaluated: {detail}. Use a folder with one folder of pictures for every person, and optionally a pairs.csv with the columns a, b and same.</source>
        <translation>无法用 {path} 进行评估：{detail}。请使用每个人各有一个图片文件夹的目录，还可以附带含 a、b、same 三列的 pairs.csv。</translation>
    </message>
    <message>
        <source>{path} does not tell who is in the clips: {detail}. Correct it, or name another file with --truth.</source>
        <translation>{path} 没有说明片段中是谁：{detail}。请更正，或用 --truth 指定其他文件。</translation>
    </message>
    <message>
        <source>No face was found in {path}. Use a picture that shows one face clearly.</source>
        <translation>在 {path} 中没有找到面孔。请使用能清楚看到一张面孔的图片。</translation>
    </message>
    <message>
        <source>{path} shows {count} faces, but one is needed. Crop it to the right person.</source>
        <translation>{path} 中有 {count} 张面孔，但只需要一张。请裁剪到目标人物。</translation>
    </message>
    <message>
        <source>The face in {path} is not good enough to recognise someone by: {reasons}. Use a better picture.</source>
        <translation>{path} 中的面孔质量不足以用于识别：{reasons}。请使用更好的图片。</translation>
    </message>
    <message>
        <source>A person needs a name. Type one.</source>
        <translation>人员必须有姓名。请输入姓名。</translation>
    </message>
    <message>
        <source>The name or ID holds characters that are not text. Type it again.</source>
        <translation>姓名或编号中含有非文字字符。请重新输入。</translation>
    </message>
    <message>
        <source>The ID {external_id} already belongs to {name}. Use another ID, or add the pictures to {name}.</source>
        <translation>编号 {external_id} 已属于“{name}”。请换一个编号，或把照片添加到“{name}”名下。</translation>
    </message>
    <message>
        <source>Nobody called {name} is enrolled. “usher people list” shows everyone.</source>
        <translation>没有登记名为“{name}”的人。运行“usher people list”可查看所有人。</translation>
    </message>
    <message>
        <source>{count} people are called {name}. Say which by their ID or key; “usher people list” shows both.</source>
        <translation>有 {count} 个人名为“{name}”。请用编号或键指明是哪一位；运行“usher people list”可查看两者。</translation>
    </message>
    <message>
        <source>{name} would have no picture left. Add another one first, or remove the person.</source>
        <translation>“{name}”将一张照片也不剩。请先添加一张，或移除此人。</translation>
    </message>
    <message>
        <source>This change cannot be taken back any more: the people or visits in it were changed again since.</source>
        <translation>此更改已无法撤销：其中的人员或到访之后又有变动。</translation>
    </message>
    <message>
        <source>This visit is not in the records any more. Close it and choose another.</source>
        <translation>这次到访已不在记录中。请关闭并选择另一条。</translation>
    </message>
    <message>
        <source>Nothing is left to recognise this unknown person by: they were named or merged meanwhile, or no picture of them was kept. Choose another.</source>
        <translation>已无法识别这个陌生人：其间已被命名或合并，或没有保存其照片。请选择其他人。</translation>
    </message>
    <message>
        <source>Nobody was named here, and nobody enrolled resembles this face. There is nothing to correct.</source>
        <translation>这里没有认定任何人，已登记的人中也没有人与这张面孔相像。没有可更正的内容。</translation>
    </message>
    <message>
        <source>There is no file or folder at {path}. Check the path.</source>
        <translation>{path} 处没有文件或文件夹。请检查路径。</translation>
    </message>
    <message>
        <source>There is nobody to import in {path}. Use a table with a column for names and one for pictures, a folder of pictures for every person, or pictures named after them.</source>
        <translation>{path} 中没有可导入的人。请使用含姓名列和照片列的表格、每人一个图片文件夹的目录，或以人名命名的图片。</translation>
    </message>
    <message>
        <source>There are several tables of people in {path}: {tables}. Choose one of them.</source>
        <translation>{path} 中有多个人员表格：{tables}。请选择其中一个。</translation>
    </message>
    <message>
        <source>{path} is not a table Usher can read: {detail}. Save it as CSV or XLSX and try again.</source>
        <translation>{path} 不是 Usher 能读取的表格：{detail}。请保存为 CSV 或 XLSX 后重试。</translation>
    </message>
    <message>
        <source>{path} is larger than the {limit} MB Usher opens. Divide it into several.</source>
        <translation>{path} 超过 Usher 可打开的 {limit} MB 上限。请拆分成多个文件。</translation>
    </message>
    <message>
        <source>No column of {path} is known to hold the {field}. Say which one does: {columns}.</source>
        <translation>无法确定 {path} 中哪一列是 {field}。请指明是哪一列：{columns}。</translation>
    </message>
    <message>
        <source>Another import is running. Wait until it is done, or cancel it.</source>
        <translation>另一个导入正在进行。请等待其完成，或将其取消。</translation>
    </message>
    <message>
        <source>The import was cancelled before anything was written.</source>
        <translation>导入已取消，没有写入任何内容。</translation>
    </message>
    <message>
        <source>What the columns mean cannot be taken from {path}: {detail}. Write lines such as name = &quot;Full name&quot;.</source>
        <translation>无法从 {path} 得知各列的含义：{detail}。请按此格式逐行填写：name = &quot;Full name&quot;</translation>
    </message>
    <message>
        <source>The archive {path} is damaged: {detail}. Make it again, or unpack it and import the folder.</source>
        <translation>压缩包 {path} 已损坏：{detail}。请重新制作，或解压后导入文件夹。</translation>
    </message>
    <message>
        <source>The archive {path} is not opened, because {detail}. Import the folder it was made from instead.</source>
        <translation>没有打开压缩包 {path}：{detail}。请改为导入原来的文件夹。</translation>
    </message>
    <message>
        <source>{path} shows somebody else than {other}. Use pictures of one person only.</source>
        <translation>{path} 与 {other} 中不是同一个人。请只使用同一个人的图片。</translation>
    </message>
    <message>
        <source>{path} shows more than one person. Use a video of one person alone.</source>
        <translation>{path} 中出现了不止一个人。请使用只有一个人的视频。</translation>
    </message>
    <message>
        <source>This face looks like {name}, who is already enrolled ({percent} % sure). Confirm to go on anyway.</source>
        <translation>这张面孔很像已登记的“{name}”（把握 {percent} %）。如仍要继续，请确认。</translation>
    </message>
    <message>
        <source>The model file {path} of {pack} is missing. Install Usher again to restore it.</source>
        <translation>{pack} 的模型文件 {path} 缺失。请重新安装 Usher 以恢复。</translation>
    </message>
    <message>
        <source>The model file {path} of {pack} is damaged: {detail}. Install Usher again to restore it.</source>
        <translation>{pack} 的模型文件 {path} 已损坏：{detail}。请重新安装 Usher 以恢复。</translation>
    </message>
    <message>
        <source>This face was measured by {found}, but {expected} is in use. Measure it again with {expected}.</source>
        <translation>这张面孔的特征由 {found} 提取，但当前使用的是 {expected}。请用 {expected} 重新提取。</translation>
    </message>
    <message>
        <source>{model} is in use, or will be from the next start on. Change to other models first.</source>
        <translation>{model} 正在使用，或将从下次启动起使用。请先换用其他模型。</translation>
    </message>
    <message>
        <source>No faces measured by {model} are kept. “usher models status” shows whose are.</source>
        <translation>没有保存由 {model} 提取的面孔特征。运行“usher models status”可查看保存了哪些模型的特征。</translation>
    </message>
    <message>
        <source>The models were never changed here, so there are none to go back to.</source>
        <translation>这里从未更换过模型，因此没有可换回的模型。</translation>
    </message>
    <message>
        <source>No optional model called {name} was added. “usher models list” shows them all.</source>
        <translation>没有添加过名为 {name} 的可选模型。运行“usher models list”可查看全部。</translation>
    </message>
    <message>
        <source>The optional model file {path} is damaged: {detail}. Add it again with “usher models add FILE”, or do without it: “usher models remove {name}”.</source>
        <translation>可选模型文件 {path} 已损坏：{detail}。请用“usher models add FILE”重新添加，或用“usher models remove {name}”移除它。</translation>
    </message>
    <message>
        <source>{path} cannot be added: {detail}. “usher models list” shows the optional models and where they come from.</source>
        <translation>无法添加 {path}：{detail}。运行“usher models list”可查看可选模型及其来源。</translation>
    </message>
    <message>
        <source>The models that tell liveness are missing: {files}. Add them with “usher models add FILE…”.</source>
        <translation>缺少判断活体的模型：{files}。请用“usher models add FILE…”添加。</translation>
    </message>
    <message>
        <source>There is no model pack {pack}: {path} is not a folder. Use “default”, or a folder of models.</source>
        <translation>没有模型包 {pack}：{path} 不是文件夹。请使用“default”，或一个存放模型的文件夹。</translation>
    </message>
    <message>
        <source>The model pack {pack} cannot be used: {detail}. Replace its files in {path}, or use “default”.</source>
        <translation>模型包 {pack} 无法使用：{detail}。请更换 {path} 中的文件，或使用“default”。</translation>
    </message>
    <message>
        <source>The model pack {pack} measures faces by {found}, but everybody is enrolled with {expected}. Choose a pack with that embedder or with a detector only.</source>
        <translation>模型包 {pack} 用 {found} 提取特征，但所有人都是用 {expected} 登记的。请选择使用该特征模型或仅含检测器的模型包。</translation>
    </message>
    <message>
        <source>{camera} names only faces seen to be live, but the networks that tell are not installed. Add them with “usher models add”, or ask for less in the camera’s settings.</source>
        <translation>{camera} 只识别活体，但尚未安装判断活体的网络。请用“usher models add”添加，或在摄像头设置中降低要求。</translation>
    </message>
    <message>
        <source>A stored face is damaged ({detail}). Enrol the picture again.</source>
        <translation>一条已保存的面孔数据已损坏（{detail}）。请重新登记该图片。</translation>
    </message>
    <message>
        <source>{path} cannot be used: {detail}. Delete it, or run “usher train nonfaces” again.</source>
        <translation>无法使用 {path}：{detail}。请删除它，或重新运行“usher train nonfaces”。</translation>
    </message>
    <message>
        <source>{path} cannot be used: {detail}. Delete it, or run “usher train profiles” again.</source>
        <translation>无法使用 {path}：{detail}。请删除它，或重新运行“usher train profiles”。</translation>
    </message>
    <message>
        <source>{found} people with {photos} usable photos each are too few to train on. Give a folder with at least {needed} such people, one folder of photos for each of them.</source>
        <translation>只有 {found} 人各有 {photos} 张可用的照片，不足以训练。请指定至少含 {needed} 个这样的人的文件夹，每人一个照片文件夹。</translation>
    </message>
    <message>
        <source>{found} usable faces are too few to train on. Give a folder with at least {needed} with --faces.</source>
        <translation>{found} 张可用的面孔不足以训练。请用 --faces 指定至少含 {needed} 张的文件夹。</translation>
    </message>
    <message>
        <source>{path} does not say where the faces are: {detail}. Write {{&quot;picture.jpg&quot;: [{{&quot;box&quot;: [left, top, right, bottom]}}]}}, or leave it out where there are none.</source>
        <translation>{path} 没有说明面孔的位置：{detail}。请写成 {{&quot;picture.jpg&quot;: [{{&quot;box&quot;: [left, top, right, bottom]}}]}}，没有面孔的图片可以省略。</translation>
    </message>
    <message>
        <source>Nobody is enrolled for {model} yet. Enrol people first: thresholds are measured on them.</source>
        <translation>还没有用 {model} 登记任何人。请先登记人员：阈值要根据他们来测定。</translation>
    </message>
    <message>
        <source>{people} people are too few to measure {model} by, and nobody has published a curve of it. Enrol at least {needed}, or use the default models.</source>
        <translation>{people} 个人太少，不足以测定 {model}，而它也没有公开的曲线。请至少登记 {needed} 人，或改用默认模型。</translation>
    </message>
    <message>
        <source>There are no stars to resemble. Name a folder with pictures of them, here or in the settings.</source>
        <translation>没有可供比较的明星。请在此处或设置中指定存放明星图片的文件夹。</translation>
    </message>
    <message>
        <source>{path} shows {count} stars, but it takes {least} to say whom somebody resembles. Add pictures that show one face each, called by the star&apos;s name or in a folder of that name.</source>
        <translation>{path} 中有 {count} 位明星，但需要 {least} 位才能判断一个人像谁。请添加每张只有一张面孔的图片，以明星的姓名命名，或放在以其姓名命名的文件夹中。</translation>
    </message>
    <message>
        <source>“{source}” is not a camera or video Usher knows. Use a file or folder, usb:0, rtsp://… or demo:entrance.</source>
        <translation>“{source}”不是 Usher 认识的摄像头或视频。请使用文件或文件夹、usb:0、rtsp://… 或 demo:entrance。</translation>
    </message>
    <message>
        <source>{source} cannot be opened: {detail}. Check that it is there and not in use elsewhere.</source>
        <translation>无法打开 {source}：{detail}。请检查它是否存在，是否正被其他程序占用。</translation>
    </message>
    <message>
        <source>{source} is not a video Usher can play: {detail}. Use an MP4, MKV, MOV, AVI or WebM file.</source>
        <translation>{source} 不是 Usher 能播放的视频：{detail}。请使用 MP4、MKV、MOV、AVI 或 WebM 文件。</translation>
    </message>
    <message>
        <source>{source} is damaged and stopped after {frames} frames: {detail}.</source>
        <translation>{source} 已损坏，在第 {frames} 帧后停止：{detail}。</translation>
    </message>
    <message>
        <source>{source} stopped sending pictures. Check its power and cable; Usher keeps trying.</source>
        <translation>{source} 不再传来画面。请检查电源和线缆；Usher 会继续重试。</translation>
    </message>
    <message>
        <source>{source} holds no picture Usher can read. Put JPEG, PNG, BMP or WebP files there.</source>
        <translation>{source} 中没有 Usher 能读取的图片。请放入 JPEG、PNG、BMP 或 WebP 文件。</translation>
    </message>
    <message>
        <source>Nobody answers at {address}. Check the camera&apos;s power, its cable and the address; Usher keeps trying.</source>
        <translation>{address} 没有应答。请检查摄像头的电源、线缆和地址；Usher 会继续重试。</translation>
    </message>
    <message>
        <source>There is no {host} in this network. Check how it is written, or use the camera&apos;s IP address.</source>
        <translation>网络中没有 {host}。请检查拼写，或使用摄像头的 IP 地址。</translation>
    </message>
    <message>
        <source>{source} does not accept this user name and password. Correct them in the address; meanwhile Usher tries only rarely, because cameras lock accounts.</source>
        <translation>{source} 不接受此用户名和密码。请在地址中更正；在此之前 Usher 只会偶尔重试，因为摄像头会锁定账户。</translation>
    </message>
    <message>
        <source>A camera answers, but has no stream at {source}. Look up the end of the address in its manual.</source>
        <translation>摄像头有应答，但 {source} 处没有视频流。请在其手册中查找地址的末尾部分。</translation>
    </message>
    <message>
        <source>{source} answers, but sends no video. Check that this is the camera&apos;s address for video.</source>
        <translation>{source} 有应答，但没有视频。请检查这是否是摄像头的视频地址。</translation>
    </message>
    <message>
        <source>{source} sends what cannot be decoded. Restart the camera, or set it to H.264; Usher keeps trying.</source>
        <translation>{source} 传来的内容无法解码。请重启摄像头，或将其设为 H.264；Usher 会继续重试。</translation>
    </message>
    <message>
        <source>A camera called {name} exists already. Choose another name.</source>
        <translation>已有名为“{name}”的摄像头。请换一个名称。</translation>
    </message>
    <message>
        <source>There is no door called {name}. Choose one of those in the settings.</source>
        <translation>没有名为“{name}”的门。请从设置中的门里选择。</translation>
    </message>
    <message>
        <source>A door called {name} exists already. Choose another name.</source>
        <translation>已有名为“{name}”的门。请换一个名称。</translation>
    </message>
    <message>
        <source>{name} was not opened. {detail} Open it by its key, or try again.</source>
        <translation>“{name}”没有打开。{detail} 请用钥匙开门，或重试。</translation>
    </message>
    <message>
        <source>The relay {relay} does not answer: {detail}. Check its power, its cable and its address; Usher keeps trying.</source>
        <translation>继电器 {relay} 没有应答：{detail}。请检查其电源、线缆和地址；Usher 会继续重试。</translation>
    </message>
    <message>
        <source>The relay {relay} refuses: {detail}. Correct its user name, password, channel or address in the settings.</source>
        <translation>继电器 {relay} 拒绝：{detail}。请在设置中更正其用户名、密码、通道或地址。</translation>
    </message>
    <message>
        <source>{relay} answers, but not as such a relay does: {detail}. Check that the settings name the right kind of it.</source>
        <translation>{relay} 有应答，但不是此类继电器的应答：{detail}。请检查设置中的类型是否正确。</translation>
    </message>
    <message>
        <source>The settings of the relay {relay} cannot be used: {detail}. Correct them.</source>
        <translation>继电器 {relay} 的设置无法使用：{detail}。请更正。</translation>
    </message>
    <message>
        <source>What this refers to is not in the records. Load the page again and choose another entry.</source>
        <translation>所指的内容不在记录中。请重新加载页面并选择其他条目。</translation>
    </message>
    <message>
        <source>This was corrected or answered by somebody else meanwhile. Load the page again to see how it stands.</source>
        <translation>其间已有他人更正或答复。请重新加载页面查看现状。</translation>
    </message>
    <message>
        <source>The key that seals the records, {path}, is missing, so nothing can be added or checked. Restore this file from the backup.</source>
        <translation>封存记录所用的密钥 {path} 缺失，因此无法添加或核对任何内容。请从备份恢复此文件。</translation>
    </message>
    <message>
        <source>The key {path} is not the one these records were sealed with. Restore this file from the same backup as the database.</source>
        <translation>密钥 {path} 不是封存这些记录所用的密钥。请从与数据库相同的备份恢复此文件。</translation>
    </message>
    <message>
        <source>This PIN is too easy to guess. Choose 4 to 12 digits that are no row such as 1234 or 1111.</source>
        <translation>此 PIN 太容易猜到。请选择 4 到 12 位数字，不要用 1234 或 1111 这样的连号或重复数字。</translation>
    </message>
    <message>
        <source>The PIN and the one for use under threat must differ. Choose another.</source>
        <translation>普通 PIN 与胁迫 PIN 不能相同。请另选一个。</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Wait {seconds} seconds before the next one.</source>
        <translation>PIN 输错次数过多。请等待 {seconds} 秒后再试。</translation>
    </message>
    <message>
        <source>This visitor is not in the book any more. Load the page again.</source>
        <translation>此访客已不在登记簿中。请重新加载页面。</translation>
    </message>
    <message>
        <source>{name} is a visitor and will be erased once the visit is over, and {other} would be with them. Keep {other}.</source>
        <translation>{name}是访客，来访结束后将被删除，{other}也会随之删除。请改为保留{other}。</translation>
    </message>
    <message>
        <source>The kiosk has no PIN yet, so that nobody could leave it. Set one with `usher kiosk --set-pin`.</source>
        <translation>自助终端还没有设置 PIN，启动后将无人能退出。请运行“usher kiosk --set-pin”设置。</translation>
    </message>
    <message>
        <source>There is no camera called {name} for the kiosk. Choose one of these: {found}.</source>
        <translation>没有可供自助终端使用的名为“{name}”的摄像头。请从中选择：{found}。</translation>
    </message>
    <message>
        <source>The kiosk needs a camera. Add one in the console or with `usher cameras add`.</source>
        <translation>自助终端需要摄像头。请在控制台中添加，或运行“usher cameras add”。</translation>
    </message>
    <message>
        <source>The data in {path} was written by a newer Usher ({found}). Update Usher, or use another data folder.</source>
        <translation>{path} 中的数据由更新版本的 Usher（{found}）写入。请更新 Usher，或使用其他数据文件夹。</translation>
    </message>
    <message>
        <source>The database {path} is damaged: {detail}. Restore it from a backup.</source>
        <translation>数据库 {path} 已损坏：{detail}。请从备份恢复。</translation>
    </message>
    <message>
        <source>Another Usher is already using {path}. Close it first, or choose another data folder.</source>
        <translation>另一个 Usher 正在使用 {path}。请先将其关闭，或选择其他数据文件夹。</translation>
    </message>
    <message>
        <source>The disk holding {path} is full. Nothing was saved; free some space and try again.</source>
        <translation>{path} 所在的磁盘已满。未保存任何内容；请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The disk holding {path} does not work: {detail}. Check the disk and its cable, then try again.</source>
        <translation>{path} 所在的磁盘出现故障：{detail}。请检查磁盘和线缆，然后重试。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {detail}. Allow writing there, or choose another folder.</source>
        <translation>无法写入 {path}：{detail}。请授予写入权限，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The settings file {path} has a mistake: {detail}. Correct it, or delete it to start afresh.</source>
        <translation>设置文件 {path} 有误：{detail}。请更正，或删除该文件以恢复默认设置。</translation>
    </message>
    <message>
        <source>There is no time zone called “{zone}”. Use a name such as Europe/Berlin, or none for this machine&apos;s.</source>
        <translation>没有名为“{zone}”的时区。请使用 Europe/Berlin 这样的名称，或留空以使用本机时区。</translation>
    </message>
    <message>
        <source>{path} is no plan: {detail}. Use a file that “usher plan export” has written.</source>
        <translation>{path} 不是计划文件：{detail}。请使用由“usher plan export”导出的文件。</translation>
    </message>
    <message>
        <source>The plan in {path} contradicts itself: {detail}. Correct it and try again.</source>
        <translation>{path} 中的计划自相矛盾：{detail}。请更正后重试。</translation>
    </message>
    <message>
        <source>Whoever changes what was recorded must say why. Give a reason.</source>
        <translation>更改已记录的内容必须说明原因。请填写原因。</translation>
    </message>
    <message>
        <source>Nobody can have come or gone at a time that is still to come. Correct the time.</source>
        <translation>不可能在尚未到来的时间到场或离场。请更正时间。</translation>
    </message>
    <message>
        <source>The payroll export has no field called {field}. It may be one of: {known}.</source>
        <translation>工资核算导出没有名为 {field} 的字段。可用的字段：{known}。</translation>
    </message>
    <message>
        <source>A PDF is made by the window of Usher, which is not installed here. Use CSV or XLSX instead.</source>
        <translation>PDF 由 Usher 的窗口程序生成，而此处没有安装。请改用 CSV 或 XLSX。</translation>
    </message>
</context>
<context>
    <name>import</name>
    <message>
        <source>There is no name. Write one.</source>
        <translation>没有姓名。请填写姓名。</translation>
    </message>
    <message>
        <source>The row has {found} cells, but the table has {expected} columns. Check delimiters and quotes.</source>
        <translation>此行有 {found} 个单元格，但表格有 {expected} 列。请检查分隔符和引号。</translation>
    </message>
    <message>
        <source>The ID {id} stands for different people in rows {rows}. Give each of them an ID of their own.</source>
        <translation>编号 {id} 在第 {rows} 行代表不同的人。请为每个人指定各自的编号。</translation>
    </message>
    <message>
        <source>“{text}” is not a date. Write it as 2026-12-31.</source>
        <translation>“{text}”不是日期。请写成 2026-12-31 这样的格式。</translation>
    </message>
    <message>
        <source>The date of birth {text} is in the future.</source>
        <translation>出生日期 {text} 还没有到。</translation>
    </message>
    <message>
        <source>Valid until {until} is before valid from {since}.</source>
        <translation>有效期的截止日 {until} 早于起始日 {since}。</translation>
    </message>
    <message>
        <source>“{text}” is not understood. Write f or m, or nothing.</source>
        <translation>无法理解“{text}”。请填写 f（女）或 m（男），或留空。</translation>
    </message>
    <message>
        <source>This person did not consent (“{text}”) and is left out.</source>
        <translation>此人没有同意（“{text}”），已略过。</translation>
    </message>
    <message>
        <source>There is no picture to recognise this person by. Name one.</source>
        <translation>没有可用来识别此人的照片。请指定一张。</translation>
    </message>
    <message>
        <source>There is no picture at {photo}. Check the path.</source>
        <translation>{photo} 处没有图片。请检查路径。</translation>
    </message>
    <message>
        <source>{photo} is too large. Make it smaller first.</source>
        <translation>{photo} 太大。请先将其缩小。</translation>
    </message>
    <message>
        <source>{photo} is damaged or no picture. Use a JPEG, PNG, BMP or WebP file.</source>
        <translation>{photo} 已损坏或不是图片。请使用 JPEG、PNG、BMP 或 WebP 文件。</translation>
    </message>
    <message>
        <source>{photo} is too small to hold a face.</source>
        <translation>{photo} 太小，容不下一张面孔。</translation>
    </message>
    <message>
        <source>No face was found in {photo}.</source>
        <translation>在 {photo} 中没有找到面孔。</translation>
    </message>
    <message>
        <source>The face in {photo} is not good enough: {reasons}.</source>
        <translation>{photo} 中的面孔质量不足：{reasons}。</translation>
    </message>
    <message>
        <source>{photo} shows {count} faces, and nothing says which. Crop it, or add another picture.</source>
        <translation>{photo} 中有 {count} 张面孔，无法确定是哪一张。请裁剪，或再添加一张照片。</translation>
    </message>
    <message>
        <source>The pictures do not agree on one person. Take out those of others, or add more.</source>
        <translation>各张照片不能确定为同一个人。请移除他人的照片，或再添加一些。</translation>
    </message>
    <message>
        <source>{photo} shows somebody else than the other pictures.</source>
        <translation>{photo} 与其他照片中不是同一个人。</translation>
    </message>
    <message>
        <source>Somebody called {name} is enrolled and looks different. Give this person an ID to tell them apart.</source>
        <translation>已登记有名为“{name}”但长相不同的人。请为此人指定编号，以便区分。</translation>
    </message>
    <message>
        <source>Looks like {other} ({percent} %), who is enrolled already.</source>
        <translation>很像已登记的“{other}”（{percent} %）。</translation>
    </message>
    <message>
        <source>Resembles {other}, who is enrolled. The two are kept apart; look whether they are one.</source>
        <translation>与已登记的{other}相像。两人已按不同的人区分；请核对是否为同一人。</translation>
    </message>
    <message>
        <source>The pictures do not show {name}, who is enrolled under this ID.</source>
        <translation>照片中的人不是以此编号登记的“{name}”。</translation>
    </message>
    <message>
        <source>Could not be written: {detail}</source>
        <translation>无法写入：{detail}</translation>
    </message>
</context>
</TS>
