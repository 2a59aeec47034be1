namespace SecAutomation.Build.Tasks;

/// <summary>Something that the build does when it is named on the command line.</summary>
public abstract class BuildTask
{
    /// <summary>The word on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>One line for the usage text.</summary>
    public abstract string Summary { get; }

    /// <summary>The configuration where none is asked for.</summary>
    public virtual string Configuration => "Debug";

    /// <summary>Whether <c>--heavy</c> and <c>--server</c> make sense.</summary>
    public virtual bool TakesCategories => false;

    /// <summary>Whether arguments after <c>--</c> make sense.</summary>
    public virtual bool TakesRest => false;

    /// <summary>Whether it is told the name of a connector and <c>--role</c>.</summary>
    public virtual bool TakesConnector => false;

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public abstract Task<int> RunAsync(BuildRun run, CancellationToken cancellationToken);
}
