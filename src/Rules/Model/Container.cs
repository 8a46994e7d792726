using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>One container of a pod template, with what its image says about it.</summary>
internal sealed class Container(Workload workload, Node node, bool isInit) : View(workload.Cluster)
{
    public override KubernetesObject Object => Workload.Object;

    public Workload Workload { get; } = workload;

    public Node Node { get; } = node;

    /// <summary>Whether it is one of <c>initContainers</c>.</summary>
    public bool IsInit { get; } = isInit;

    public Field<string> Name => Node["name"].Text();

    public ImageReference Image => field ??= ImageReference.Of(this);

    public Node Env => Node["env"];

    public Node Ports => Node["ports"];

    /// <summary>For messages, such as <c>container 'web'</c>.</summary>
    public string Title => $"{(IsInit ? "init container" : "container")} {(Name.TryGet(out var name) ? $"'{name}'" : "without a known name")}";

    /// <summary>Whether it serves a product that keeps data.</summary>
    public Truth IsStateful => Image.IsProduct & IsServer;

    /// <summary>Whether it serves a product whose members decide by majority.</summary>
    public Truth IsQuorum => IsStateful & (Image.Product?.Quorum ?? Truth.False);

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
            if (Node["command"].Exists.IsFalse && Node["args"].Exists.IsFalse)
                return Truth.True;
            if (CommandLine is not { } words)
                return Node["command"].Exists.IsFalse ? Truth.True : Truth.Unknown;
            return ServerCommand.Check(words, hasCommand: !Node["command"].Exists.IsFalse, Image.Product);
        }
    }

    /// <summary>Whether it takes ports of the node; on the host's network every declared one is (api: ContainerPort.hostPort).</summary>
    public Truth TakesHostPorts => Ports.Any(port =>
        port["hostPort"].Integer().Is(number => number > 0) | Workload.Pod["hostNetwork"].Flag().Is(true));

    /// <summary>The number of the port with this name; null when there is none, or its number cannot be seen.</summary>
    public bool Declares(long port) => Ports.Items.Any(declared => declared["containerPort"].Integer().Is(port).IsTrue);

    public bool Declares(string portName) => Ports.Items.Any(declared => declared["name"].Text().Is(portName).IsTrue);

    private static List<string>? TextsOf(Node list)
    {
        var texts = list.Items.OfType<ScalarNode>().Select(item => item.Text).ToList();
        return list.IsOpen || texts.Count != list.Items.Count ? null : texts;
    }
}
