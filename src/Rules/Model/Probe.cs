using System.Globalization;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// One probe of a container, there or not, with Kubernetes' defaults.
/// Source: https://kubernetes.io/docs/concepts/workloads/pods/probes/
/// </summary>
/// <param name="container">Whose probe it is.</param>
/// <param name="name">Its key: <c>livenessProbe</c>, <c>readinessProbe</c> or <c>startupProbe</c>.</param>
internal sealed class Probe(Container container, string name)
{
    private static readonly string[] HandlerKeys = ["exec", "grpc", "httpGet", "tcpSocket"];

    // They look at files and processes.
    private static readonly string[] Lookers = ["[", "cat", "echo", "grep", "ls", "pgrep", "pidof", "ps", "stat", "test", "true"];

    public string Name { get; } = name;

    public Node Node { get; } = container.Node[name];

    public Truth Exists => Node.Exists;

    /// <summary>For messages, such as <c>the livenessProbe of container 'web' of Deployment 'web'</c>.</summary>
    public string Title => $"the {Name} of {container.Title} of {container.Workload.Title}";

    public long? InitialDelaySeconds => Number("initialDelaySeconds", Defaults.ProbeInitialDelaySeconds);

    public long? PeriodSeconds => Number("periodSeconds", Defaults.ProbePeriodSeconds);

    public long? TimeoutSeconds => Number("timeoutSeconds", Defaults.ProbeTimeoutSeconds);

    public long? FailureThreshold => Number("failureThreshold", Defaults.ProbeFailureThreshold);

    /// <summary>How many seconds a container that is asked from its start has to answer for the first time, about.</summary>
    public long? StartSeconds => InitialDelaySeconds + PeriodSeconds * FailureThreshold;

    /// <summary>How long a container may fail to answer, about: each question waits for the one before.</summary>
    public long? PatienceSeconds => PeriodSeconds is { } period && TimeoutSeconds is { } timeout ? Math.Max(period, timeout) * FailureThreshold : null;

    /// <summary>The handlers that are known to be there; the API server takes one.</summary>
    public IReadOnlyList<string> Handlers => [.. HandlerKeys.Where(key => Node[key].Exists.IsTrue)];

    /// <summary>Whether it gives a command that has to wait for an answer no more time than the default.</summary>
    public Truth HurriesCommand => Node["exec"].Exists && !Node["timeoutSeconds"].Exists && !OnlyLooks;

    /// <summary>Whether its command is known to ask the server nothing: what it looks at is there from the start, or is left by the server when it likes.</summary>
    public bool OnlyLooks => ShellScript.Of(Node["exec"]["command"]) is { } script && script.Commands.All(IsLook);

    /// <summary>Whether it is known to ask nothing. A field that is misspelt or left to a patch may be the handler.</summary>
    public bool AsksNothing =>
        Node is MapNode { IsOpen: false } && HandlerKeys.All(key => Node[key].Exists.IsFalse)
        && !container.Object.IsCompletedElsewhere
        && !container.Object.UnknownFields.Any(unknown => unknown.Node.Parent!.At == Node.At || unknown.Names.Any(IsLikeHandler));

    /// <summary>
    /// The port that it asks by number, and the other container of the pod that declares it. Null where its own may have it, and
    /// where the other one is there to answer.
    /// </summary>
    public OwnedPort? PortOfOther
    {
        get
        {
            var port = Node[Node["grpc"].Exists.IsTrue ? "grpc" : "httpGet"]["port"];
            if (!port.Integer().TryGet(out var number) || !Node["httpGet"]["host"].Exists.IsFalse)
                return null;
            if (!container.Ports.All(own => !own["containerPort"].Integer().Is(number)).IsTrue)
                return null;
            var owner = container.Workload.Containers.FirstOrDefault(other => other != container && other.Declares(number) && Sidecars.AnswersForOthers(other).IsFalse);
            return owner is null ? null : new OwnedPort(port, owner);
        }
    }

    /// <summary>The port that it asks, of the handlers that may name one; absent for the others.</summary>
    public Node Port => Node[Node["tcpSocket"].Exists.IsTrue ? "tcpSocket" : "httpGet"]["port"];

    /// <summary>Whether it is known to ask the same thing as another one: the same handler, with defaults filled in.</summary>
    public bool AsksTheSameAs(Probe other) => Question() is { } question && other.Question() is { } same && question.SequenceEqual(same);

    /// <summary>Whether it is known to give up no later than another one, once both have begun.</summary>
    public bool IsNoMorePatientThan(Probe other) => TimeoutSeconds <= other.TimeoutSeconds && PatienceSeconds <= other.PatienceSeconds;

    private static bool IsLook(ShellCommand command) =>
        !command.IsCompound && Lookers.Contains(command.Program) && command.Words.All(word => word.IndexOf(PartialNode.Hole) < 0);

    private static bool IsLikeHandler(string key) => Spelling.Nearest(key, HandlerKeys) is not null;

    // Null unless known. For a written 0 the default applies as well (SetDefaults_Probe in pkg/apis/core/v1/defaults.go), and
    // the fields are of 32 bits.
    private long? Number(string key, long byDefault) =>
        Node.Lacks(key) ? byDefault : Node[key].Integer().Or(byDefault).TryGet(out var value) && value is >= 0 and <= int.MaxValue ? value == 0 ? byDefault : value : null;

    // What is asked, in words that are the same for the same question; null unless all of it is known.
    private List<string>? Question()
    {
        var keys = HandlerKeys.Where(key => !Node[key].Exists.IsFalse).ToList();
        if (keys.Count != 1)
            return null;

        var handler = Node[keys[0]];
        IEnumerable<string?> words = keys[0] switch
        {
            "exec" => Texts(handler["command"]),
            "grpc" => [PortOf(handler), TextOf(handler["service"], "")],
            "tcpSocket" => [PortOf(handler), TextOf(handler["host"], "")],
            _ => [PortOf(handler), TextOf(handler["path"], "/"), TextOf(handler["scheme"], "HTTP"), TextOf(handler["host"], ""), .. Headers(handler["httpHeaders"])],
        };
        var known = words.OfType<string>().Prepend(keys[0]).ToList();
        return known.Count == words.Count() + 1 ? known : null;
    }

    // A name stands for the number that the container declares under it.
    private string? PortOf(Node handler)
    {
        var port = handler["port"];
        if (port.Text().TryGet(out var name))
        {
            var declared = container.Ports.Items.FirstOrDefault(candidate => candidate["name"].Text().Is(name).IsTrue);
            return declared is not null && declared["containerPort"].Integer().TryGet(out var found) ? found.ToString(CultureInfo.InvariantCulture) : name;
        }

        return port.Integer().TryGet(out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static string? TextOf(Node node, string byDefault) =>
        node.Text().Or(byDefault).TryGet(out var text) ? text.Length == 0 ? byDefault : text : null;

    private static IEnumerable<string?> Texts(Node list) =>
        list.IsOpen ? [null] : list.Items.Select(item => item.Text().TryGet(out var text) ? text : null);

    private static IEnumerable<string?> Headers(Node list) =>
        list.IsOpen ? [null] : list.Items.SelectMany(header => new[] { TextOf(header["name"], ""), TextOf(header["value"], "") });
}

/// <summary>A port that a probe asks, and the container that declares it.</summary>
internal sealed record OwnedPort(Node Node, Container Owner);
