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
        <source>No picture has come for more than two seconds.</source>
        <translation>已超过两秒没有收到画面。</translation>
    </message>
    <message>
        <source>An error inside Usher stopped this camera. The log says more.</source>
        <translation>Usher 内部出错，此摄像头已停止。详情请见日志。</translation>
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
        <source>Demo: {scene}</source>
        <translation>演示：{scene}</translation>
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
        <source>Type an address such as rtsp://host/stream.</source>
        <translation>请输入地址，例如 rtsp://host/stream。</translation>
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
        <source>Main entrance</source>
        <translation>正门</translation>
    </message>
    <message>
        <source>Where it looks, optional</source>
        <translation>拍摄的位置，可不填</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
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
        <source>&amp;Mirror the picture, as for a screen people look into</source>
        <translation>镜像画面，适合供人照看的屏幕(&amp;M)</translation>
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
        <source>Video file</source>
        <translation>视频文件</translation>
    </message>
    <message>
        <source>USB camera</source>
        <translation>USB 摄像头</translation>
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
        <source>Number of the USB camera</source>
        <translation>USB 摄像头的编号</translation>
    </message>
    <message>
        <source>The first camera is 0.</source>
        <translation>第一个摄像头的编号是 0。</translation>
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
        <source>Unknown</source>
        <translation>陌生人</translation>
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
        <source>This visit is from an earlier run: its pictures can be seen, but nobody can be enrolled from it.</source>
        <translation>这次到访来自之前的运行：照片可以查看，但不能用来登记。</translation>
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
        <source>Camera pictures</source>
        <translation>摄像头画面</translation>
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
        <source>There is no model pack {pack}: {path} is not a folder. Use “default”, or a folder of models.</source>
        <translation>没有模型包 {pack}：{path} 不是文件夹。请使用“default”，或一个存放模型的文件夹。</translation>
    </message>
    <message>
        <source>The model pack {pack} cannot be used: {detail}. Replace its files in {path}, or use “default”.</source>
        <translation>模型包 {pack} 无法使用：{detail}。请更换 {path} 中的文件，或使用“default”。</translation>
    </message>
    <message>
        <source>A stored face is damaged ({detail}). Enrol the picture again.</source>
        <translation>一条已保存的面孔数据已损坏（{detail}）。请重新登记该图片。</translation>
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
        <source>“{source}” is not a camera or video Usher knows. Use a file path, usb:0 or demo:entrance.</source>
        <translation>“{source}”不是 Usher 认识的摄像头或视频。请使用文件路径、usb:0 或 demo:entrance。</translation>
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
