using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>One container of a pod template, with what its image says about it.</summary>
internal sealed partial class Container(Workload workload, Node node, bool isInit) : View(workload.Cluster)
{
    public override KubernetesObject Object => Workload.Object;

    public Workload Workload { get; } = workload;

    public Node Node { get; } = node;

    /// <summary>Whether it is one of <c>initContainers</c>.</summary>
    public bool IsInit { get; } = isInit;

    /// <summary>Whether it is known to be the only container of its pod, init containers left out.</summary>
    public bool IsAlone => Workload.Containers.Count == 1 && !Workload.Pod["containers"].IsOpen;

    public Field<string> Name => Node["name"].Text();

    public ImageReference Image => field ??= ImageReference.Of(this);

    public Node Env { get; } = node["env"];

    public Node Ports { get; } = node["ports"];

    /// <summary>
    /// Whether it runs as long as its pod: all but init containers do, and of these the native sidecars
    /// (https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/).
    /// </summary>
    public Truth IsLasting => IsInit ? Node["restartPolicy"].Text().Is("Always") : Truth.True;

    /// <summary>What it mounts, with the volumes behind it.</summary>
    public IReadOnlyList<VolumeMount> VolumeMounts => field ??= VolumeMount.Of(this);

    public Probe LivenessProbe => field ??= new Probe(this, "livenessProbe");

    public Probe ReadinessProbe => field ??= new Probe(this, "readinessProbe");

    public Probe StartupProbe => field ??= new Probe(this, "startupProbe");

    /// <summary>For messages, such as <c>container 'web'</c>.</summary>
    public string Title => Node["name"].Shown is { } name ? $"{(IsInit ? "init container" : "container")} '{name}'" : IsInit ? "an init container" : "a container";

    /// <summary>Whether it serves a product that keeps data.</summary>
    public Truth IsStateful => Image.IsProduct && IsServer;

    /// <summary>Whether it serves a product whose members decide by majority.</summary>
    public Truth IsQuorum =>
        IsStateful && (Image.Product is { } product ? (product.Quorum || Says(product.VoterFlags) || product.VoterRole?.IsGivenTo(this) is true) && !RunsAlone : Image.IsProduct);

    /// <summary>Whether a setting keeps it from joining others, so that it has all of the data.</summary>
    public bool IsToldToRunAlone =>
        Image.Product?.AloneSetting is { } setting
        && (CommandLine?.Any(word => word.Contains(setting)) is true || Env.Items.Any(variable => $"{variable["name"].Text()}={variable["value"].Text()}" == setting));

    /// <summary>Whether neither its command nor its variables make its process join others, where it runs alone without them.</summary>
    public Truth RunsAlone => IsToldToRunAlone ? Truth.True
        : Image.Product is not { MemberWords: { Length: > 0 } words } ? Truth.False
        : CommandLine is not { } line ? Truth.Unknown
        : !line.Any(word => Words.AnyIn(word, words)) && !MayBeJoinedByVariable(words);

    /// <summary>Where its official image keeps the data; null where that cannot be known, as something may tell the server to use another directory.</summary>
    public string? DataDirectory => Image.IsOfficial && Image.Product?.DataDirectoryOf(Image.Tag) is { Length: > 0 } directory && !MayBeConfigured ? directory : null;

    /// <summary>The mount that this directory is on; null where there is none, or one that cannot be seen may be it.</summary>
    public VolumeMount? DataMount => DataDirectory is { } directory && !Node["volumeMounts"].IsOpen ? VolumeMount.Holding(directory, VolumeMounts) : null;

    /// <summary>Whether it keeps its data in memory only, so that a restart loses it however long that takes.</summary>
    public Truth IsCache => Image.Product is { } product ? product.MayBeCache && !Workload.HasLastingVolume : Image.NameEndsIn("memcached");

    /// <summary>What <c>command</c> and <c>args</c> run; null where that cannot be seen, and where both are left to the image.</summary>
    public ShellScript? Script => field ??= ShellScript.Of(Node["command"], Node["args"]);

    /// <summary>The words of command and arguments, as far as they are known.</summary>
    public IEnumerable<Node> CommandWords => Node["command"].Items.Concat(Node["args"].Items);

    /// <summary>The flags among these words.</summary>
    public CommandFlags Flags => CommandFlags.OfWords([.. CommandWords], Node["args"], Node["command"].IsOpen || Node["args"].IsOpen);

    /// <summary>Whether one of these flags is set, or may be.</summary>
    public bool MayHaveFlag(string name) => Flags[name].Origin is not Origin.Absent;

    /// <summary>Command and arguments, as one list of texts; null when some of them cannot be seen.</summary>
    public IReadOnlyList<string>? CommandLine => TextsOf(Node["command"]) is { } command && TextsOf(Node["args"]) is { } args ? [.. command, .. args] : null;

    /// <summary>
    /// Whether the image's own server is what runs. An overridden command may run a client of the product instead; where it
    /// is neither known as a server's nor as a client's, nothing can be said.
    /// </summary>
    public Truth IsServer
    {
        get
        {
            var isServer = IsServerByCommand;
            return isServer.IsUnknown ? isServer || HasPortAndData : isServer;
        }
    }

    // Whoever gives it a data store's port, and a lasting volume where the product keeps its data, has the server started by a
    // script of their own. An agent beside the server has another port.
    private Truth HasPortAndData =>
        DatastorePorts.Products.Keys.Any(Declares) && Image.Product?.DataDirectoryOf(Image.Tag) is { Length: > 0 } directory
            ? Truth.Any(VolumeMounts, mount => mount.IsAtOrAbove(directory) && !mount.IsDisposable && !mount.IsReadOnly)
            : Truth.False;

    private Truth IsServerByCommand
    {
        get
        {
            if (Node["command"].Exists.IsFalse && Node["args"].Exists.IsFalse)
                return Truth.True;
            var hasCommand = !Node["command"].Exists.IsFalse;
            if (CommandLine is { } words)
                return ServerCommand.Check(words, hasCommand, Image.Product);
            // What is filled into a script later does not stop the server that it starts, but may start another one.
            return !hasCommand ? Truth.True
                : Node["command"].IsOpen || Node["args"].IsOpen ? Truth.Unknown
                : ServerCommand.Check([.. CommandWords.Select(word => word.TextWithHoles)], hasCommand, Image.Product) || Truth.Unknown;
        }
    }

    /// <summary>Whether it runs only a client, or waits for somebody to run one in it.</summary>
    public Truth IsClient => CommandLine is { } words ? ServerCommand.IsClient(words) : Truth.Unknown;

    /// <summary>Whether it takes ports of the node; on the host's network every declared one is (api: ContainerPort.hostPort).</summary>
    public Truth TakesHostPorts => Ports.Any(port =>
        port["hostPort"].Integer().Is(number => number > 0) || Workload.Pod["hostNetwork"].Flag().Is(true));

    /// <summary>A Service with an address of its own that sends it requests, not only those for metrics; null when none is known to.</summary>
    public Service? CallingService => Workload.Services.FirstOrDefault(service =>
        (!service.IsHeadless && !service.IsForMetrics && service.TargetsContainer(this)).IsTrue);

    /// <summary>Whether it is known to declare a port of this number.</summary>
    public bool Declares(long port) => Ports.Items.Any(declared => declared["containerPort"].Integer().Is(port).IsTrue);

    /// <summary>Whether it is known to declare a port of this name.</summary>
    public bool Declares(string portName) => Ports.Items.Any(declared => declared["name"].Text().Is(portName).IsTrue);

    /// <summary>The port of a name that is declared for UDP, where no other one has its number; else null.</summary>
    public Node? PortForDatagrams(string name)
    {
        var found = Ports.Items.FirstOrDefault(port => (port["name"].Text().Is(name) && port["protocol"].Text().Is("UDP")).IsTrue);
        return found is not null && Ports.All(port => port == found ? Truth.True : IsOther(port["containerPort"].Integer())).IsTrue ? found : null;

        Truth IsOther(Field<long> number) => found!["containerPort"].Integer().TryGet(out var own) ? !number.Is(own) : Truth.Unknown;
    }

    private bool Says(string[] flags) =>
        CommandLine is { } words && words.SelectMany(word => word.Split(' ', '\n', '\t')).Any(flags.Contains);

    // In a file, in a variable, or in what starts the server.
    private bool MayBeConfigured =>
        !StartsPlainly || !Node["envFrom"].Exists.IsFalse
        || VolumeMounts.Any(mount => mount.IsReadOnly.IsTrue || !(mount.Volume?["configMap"].Exists.IsFalse ?? true))
        || !Env.Any(entry => entry["name"].Text().Is(IsDirectory)).IsFalse;

    // As the image does, or by the server's own name with options that name no folder and no file.
    private bool StartsPlainly =>
        (Node["command"].Exists.IsFalse && Node["args"].Exists.IsFalse)
        || (Image.Product is { } product && CommandLine is { Count: > 0 } words
            && (product.Servers.Contains(ShellCommand.BaseName(words[0])) || (Node["command"].Exists.IsFalse && words[0].StartsWith("--", StringComparison.Ordinal)))
            && words.All(word => product.Servers.Contains(ShellCommand.BaseName(word)) || !MayNamePlace(word)));

    // An option of one letter may name anything.
    private static bool MayNamePlace(string word) =>
        Words.AnyIn(word, ["/", "data", "dir", "path", "conf", "-file", "_file"])
        || (word.StartsWith("-", StringComparison.Ordinal) && !word.StartsWith("--", StringComparison.Ordinal));

    private static bool IsDirectory(string name) => Words.AnyIn(name, ["data", "dir", "path", "home", "extra", "opts", "volume"]) && !Words.IsIn(name, "database");

    // A source of variables that cannot be read may hold one.
    private Truth MayBeJoinedByVariable(string[] words) =>
        Image is { IsOfficial: true, Product.HasVariablesForMembers: false } ? Truth.False
        : Env.Any(variable => variable["name"].Text().Is(name => Words.AnyIn(name, words))) || (Node["envFrom"].Exists.IsFalse ? Truth.False : Truth.Unknown);

    private static List<string>? TextsOf(Node list)
    {
        var texts = list.Items.OfType<ScalarNode>().Select(item => item.Text).ToList();
        return list.IsOpen || texts.Count != list.Items.Count ? null : texts;
    }
}
