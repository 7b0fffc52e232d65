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
    <name>Enrol</name>
    <message>
        <source>Select at least one picture.</source>
        <translation>请至少选择一张照片。</translation>
    </message>
    <message>
        <source>None of the selected pictures is good enough. Take a better one.</source>
        <translation>所选照片的质量都不够好，请换一张更好的。</translation>
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
        <source>Checking whether this person is enrolled already…</source>
        <translation>正在检查此人是否已登记…</translation>
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
        <source>Looking for pictures…</source>
        <translation>正在查找照片…</translation>
    </message>
    <message>
        <source>Badge or staff number, optional</source>
        <translation>工牌号或工号，可不填</translation>
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
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The pictures of this visit are no longer at hand. Ask the person to step in front of a camera, then click their face.</source>
        <translation>这次到访的照片已不在手边。请让此人站到摄像头前，然后点击其面部。</translation>
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
        <source>Looks like {name}, {percent}</source>
        <translation>很像“{name}”，{percent}</translation>
    </message>
    <message>
        <source>Enrolling somebody twice makes both harder to recognise.</source>
        <translation>重复登记同一个人会使识别变得困难。</translation>
    </message>
    <message>
        <source>&amp;Add to {name}</source>
        <translation>添加到“{name}”(&amp;A)</translation>
    </message>
    <message>
        <source>Picture: {quality}</source>
        <translation>照片：{quality}</translation>
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
        <source>&amp;Live</source>
        <translation>实时(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;People</source>
        <translation>人员(&amp;P)</translation>
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
    <name>People</name>
    <message>
        <source>since {date}</source>
        <translation>登记于 {date}</translation>
    </message>
    <message>
        <source>no ID</source>
        <translation>无编号</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Find by name or ID</source>
        <translation>按姓名或编号查找</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Nobody is enrolled yet</source>
        <translation>还没有登记任何人</translation>
    </message>
    <message>
        <source>Click an unknown face on the live page to enrol that person.</source>
        <translation>在实时页面点击陌生人的面部即可登记。</translation>
    </message>
    <message>
        <source>{name} was removed and will no longer be recognised.</source>
        <translation>“{name}”已移除，今后不再被识别。</translation>
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
        <source>This visit is not in the records any more. Close it and choose another.</source>
        <translation>这次到访已不在记录中。请关闭并选择另一条。</translation>
    </message>
    <message>
        <source>Nobody was named here, and nobody enrolled resembles this face. There is nothing to correct.</source>
        <translation>这里没有认定任何人，已登记的人中也没有人与这张面孔相像。没有可更正的内容。</translation>
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
</context>
</TS>
