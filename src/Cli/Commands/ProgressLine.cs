namespace Hale.Cli.Commands;

/// <summary>One line on standard error that says how far a long run has come; it appears after a second and leaves no trace.</summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter _error;
    private readonly Timer? _timer;
    private readonly Lock _writing = new();
    private int _read;
    private int _all;
    private bool _isShown;
    private bool _isOver;

    public ProgressLine(Terminal terminal, bool isOn)
    {
        _error = terminal.Error;
        _timer = isOn ? new Timer(_ => Show(), null, Patience, Pace) : null;
    }

    public void Report(int read, int all)
    {
        Volatile.Write(ref _all, all);
        Interlocked.Exchange(ref _read, Math.Max(read, Volatile.Read(ref _read)));
    }

    /// <summary>Takes the line away, for good.</summary>
    public void Clear()
    {
        lock (_writing)
        {
            if (_isShown)
                _error.Write("\r\x1b[K");
            _isOver = true;
            _isShown = false;
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        Clear();
    }

    private void Show()
    {
        lock (_writing)
        {
            if (_isOver)
                return;
            _error.Write($"\rread {Volatile.Read(ref _read)} of {Volatile.Read(ref _all)} files\x1b[K");
            _isShown = true;
        }
    }
}
