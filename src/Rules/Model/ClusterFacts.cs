using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>What the user says about the cluster that the manifests are for.</summary>
public sealed record ClusterFacts
{
    /// <summary>The namespace of objects that name none; null when it is not known.</summary>
    public string? Namespace { get; init; }

    /// <summary>The Kubernetes version that the manifests are for.</summary>
    public KubernetesVersion Version { get; init; } = KubernetesVersion.Latest;

    /// <summary>The oldest version that still gets fixes: those of three versions do (https://kubernetes.io/releases/).</summary>
    internal KubernetesVersion OldestSupported => new(1, Version.Minor - 2);

    /// <summary>Whether the input holds everything: then what is not in it does not exist.</summary>
    public bool ClosedWorld { get; init; }

    /// <summary>Whether the manifests are for production.</summary>
    public bool IsProduction { get; init; }

    /// <summary>How many nodes there are for pods; null when it is not known.</summary>
    public int? Nodes { get; init; }

    /// <summary>How many zones these nodes are in; null when it is not known.</summary>
    public int? Zones { get; init; }

    /// <summary>How long the controller manager waits for a node before it counts as lost; null when it is not known.</summary>
    public TimeSpan? NodeMonitorGracePeriod { get; init; }

    /// <summary>Whether there is more than one zone.</summary>
    public Truth HasSeveralZones => Zones is { } zones ? zones > 1 : Nodes is 1 ? Truth.False : Truth.Unknown;
}

/// <summary>A minor version of Kubernetes.</summary>
/// <param name="Major">The major version: 1.</param>
/// <param name="Minor">The minor version.</param>
public readonly record struct KubernetesVersion(int Major, int Minor) : IComparable<KubernetesVersion>
{
    /// <summary>The version whose defaults and lifecycle the tables describe.</summary>
    public static KubernetesVersion Latest => new(1, 36);

    /// <summary>Reads <c>1.31</c>, <c>v1.31</c> or <c>1.31.4</c>.</summary>
    public static bool TryParse(string text, out KubernetesVersion version)
    {
        var parts = text.TrimStart('v').Split('.');
        version = default;
        if (parts.Length is < 2 or > 3 || !parts.All(part => part.Length is > 0 and < 4 && part.All(char.IsDigit)))
            return false;
        version = new KubernetesVersion(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(KubernetesVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary><c>1.36</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Major}.{Minor}");

    /// <summary>Whether the left one is earlier.</summary>
    public static bool operator <(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is later.</summary>
    public static bool operator >(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is not later.</summary>
    public static bool operator <=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is not earlier.</summary>
    public static bool operator >=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) >= 0;
}
