using System.Collections.Concurrent;
using Hale.Linting.CSharp;
using Hale.LoadBalancers;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Linting;

/// <summary>Reads files that are linted together. What is only context for several such clusters is read once.</summary>
/// <param name="options">The options of the run.</param>
/// <param name="standardInput">What <c>-</c> reads.</param>
/// <param name="wasRead">Told of each file that was read; may be called from several threads.</param>
internal sealed class ClusterReader(LintOptions options, Func<Stream> standardInput, Action wasRead)
{
    private readonly ConcurrentDictionary<InputFile, YamlContent?> _context = new();
    private int _files;
    private int _documents;

    /// <summary>How many files turned out to be of interest.</summary>
    public int Files => _files + ContextRead.Count();

    /// <summary>How many documents they hold.</summary>
    public int Documents => _documents + ContextRead.Sum(content => content.Documents.Count);

    private IEnumerable<YamlContent> ContextRead => _context.Values.OfType<YamlContent>();

    /// <summary>Reads some files as one cluster.</summary>
    public Cluster Read(IReadOnlyList<InputFile> files)
    {
        List<(InputFile File, YamlContent? Content)> read = [.. files.Where(file => !file.IsCSharp).AsParallel().AsOrdered().Select(file => (file, Read(file)))];
        var contents = read.Select(pair => pair.Content).OfType<YamlContent>().ToList();
        var code = CSharpFiles.Read([.. files.Where(file => file.IsCSharp)], options, wasRead);
        var own = read.Where(pair => !pair.File.IsContext).Select(pair => pair.Content).OfType<YamlContent>().ToList();
        _files += own.Count + code.Files;
        _documents += own.Sum(content => content.Documents.Count) + code.Documents.Count;
        List<Document> documents = [.. contents.SelectMany(content => content.Documents), .. code.Documents];
        return new Cluster([.. documents, .. LoadBalancerFiles.In(documents)], [.. contents.SelectMany(content => content.Problems), .. code.Problems], options.Facts)
        {
            SuppressedTexts = code.Suppressions,
        };
    }

    private YamlContent? Read(InputFile file)
    {
        var content = file.IsContext ? _context.GetOrAdd(file, ReadAnew) : ReadAnew(file);
        wasRead();
        return content;
    }

    private YamlContent? ReadAnew(InputFile file) => InputReader.Read(file, standardInput);
}
