using System.Buffers;
using Hale.Rules;
using Hale.Rules.Tree;

namespace Hale.Cli.Reports.Sarif;

/// <summary>Places as SARIF writes them.</summary>
internal static class SarifLocations
{
    /// <summary>What stands for the folder that all paths are relative to.</summary>
    public const string Root = "SRCROOT";

    // What RFC 3986 calls unreserved, and the slashes between folders: most paths have nothing else.
    private static readonly SearchValues<char> PlainInUris = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/");

    public static SarifLocation Of(Place place, SarifLogicalReference? logical = null) =>
        new(null, Physical(place), logical is null ? null : [logical], null);

    public static SarifLocation Of(RelatedPlace related, int id) =>
        new(id, Physical(related.Place), null, new SarifMessage(Printable.Escape(related.Message)));

    private static SarifPhysicalLocation Physical(Place place)
    {
        var file = FilePlace.Of(place);
        return new SarifPhysicalLocation(
            new SarifArtifactLocation(UriOf(file.Path), Root),
            new SarifRegion(file.Line, file.Column, file.EndLine, file.EndColumn));
    }

    private static string UriOf(string path) =>
        path.AsSpan().ContainsAnyExcept(PlainInUris) ? Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal) : path;
}
