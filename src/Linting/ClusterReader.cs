using System.Collections.Concurrent;
using Hale.Linting.CSharp;
using Hale.Linting.Sharding;
using Hale.LoadBalancers;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Linting;

/// <summary>
/// Reads files that are linted together. What is only context for several such clusters is read once; what no object can have to do
/// with, and nothing is found in, is let go of as soon as it was read.
/// </summary>
/// <param name="options">The options of the run.</param>
/// <param name="standardInput">What <c>-</c> reads.</param>
/// <param name="wasRead">Told of each file that was read; may be called from several threads.</param>
/// <param name="keepsAll">Whether somebody will look at the clusters, so that everything has to be in them.</param>
internal sealed class ClusterReader(LintOptions options, Func<Stream> standardInput, Action wasRead, bool keepsAll)
{
    private readonly ConcurrentDictionary<InputFile, YamlContent?> _context = new();
    private int _files;
    private int _documents;

    /// <summary>How many files turned out to be of interest.</summary>
    public int Files => _files + ContextRead.Count();

    /// <summary>How many documents they hold.</summary>
    public int Documents => _documents + ContextRead.Sum(content => content.Documents.Count);

    /// <summary>Whether standard input was read, and nothing came.</summary>
    public bool HasEmptyInput { get; private set; }

    private IEnumerable<YamlContent> ContextRead => _context.Values.OfType<YamlContent>();

    /// <summary>Reads some files as one cluster.</summary>
    public Cluster Read(IReadOnlyList<InputFile> files)
    {
        var contents = ReadManifests([.. files.Where(file => !file.IsCSharp)]);
        var code = CSharpFiles.Read([.. files.Where(file => file.IsCSharp)], options, wasRead);
        _files += code.Files;
        _documents += code.Documents.Count;
        List<Document> documents =
        [
            .. contents.SelectMany(content => content.Documents),
            .. code.Documents,
            .. contents.SelectInParallel(content => LoadBalancerFiles.In(content.Documents)).SelectMany(found => found),
            .. LoadBalancerFiles.In(code.Documents),
        ];
        return new Cluster(documents, [.. contents.SelectMany(content => content.Problems), .. code.Problems], options.Facts)
        {
            SuppressedTexts = code.Suppressions,
        };
    }

    // Kustomizations first: they say which files are patches.
    private List<YamlContent> ReadManifests(IReadOnlyList<InputFile> files)
    {
        var kustomizations = files.Where(file => KustomizationFiles.Has(file.FullPath)).ToList()
            .SelectInParallel(file => (File: file, Content: Read(file)))
            .ToDictionary(pair => pair.File, pair => pair.Content);
        var linked = new HashSet<string>(kustomizations.SelectMany(pair => KustomizationLinks.PathsIn(pair.Key, pair.Value)), StringComparer.Ordinal);
        YamlContent? kept = null; // A bystander, which stands for all others.
        return [.. files.SelectInParallel(file =>
        {
            if (kustomizations.TryGetValue(file, out var kustomization))
                return kustomization;
            var content = Read(file);
            var mayGo = content is not null && !keepsAll && !file.IsContext && !linked.Contains(file.FullPath) && IsBystander(content);
            return mayGo && (!HoldsMap(content!) || Interlocked.CompareExchange(ref kept, content, null) is not null) ? null : content;
        }).OfType<YamlContent>()];
    }

    private bool IsBystander(YamlContent content) =>
        content.Problems.Count == 0
        && content.Documents.All(Bystander.IsOne)
        && RuleRunner.RunAll(new Cluster(content.Documents, [], options.Facts), options.Selection).Count == 0;

    private static bool HoldsMap(YamlContent content) => content.Documents.Any(document => document.Root is MapNode);

    private YamlContent? Read(InputFile file)
    {
        var content = file.IsContext ? _context.GetOrAdd(file, ReadAnew) : ReadAnew(file);
        if (file.IsStandardInput)
            HasEmptyInput = content is { Documents.Count: 0, Problems.Count: 0 };
        if (content is not null && !file.IsContext)
        {
            Interlocked.Increment(ref _files);
            Interlocked.Add(ref _documents, content.Documents.Count);
        }

        wasRead();
        return content;
    }

    private YamlContent? ReadAnew(InputFile file) => InputReader.Read(file, standardInput);
}
