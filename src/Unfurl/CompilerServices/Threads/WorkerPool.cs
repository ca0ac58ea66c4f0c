namespace Unfurl.CompilerServices;

/// <summary>The workers of this process. They serve every instance, and know none while they are idle.</summary>
internal static class WorkerPool
{
    private static readonly Lock Growing = new();
    private static Worker[] s_workers = [];

    /// <summary>Workers there are.</summary>
    public static int Count => Volatile.Read(ref s_workers).Length;

    /// <summary>Workers that wait to be woken, and use no processor time.</summary>
    public static int Parked
    {
        get
        {
            int parked = 0;
            foreach (Worker worker in Volatile.Read(ref s_workers))
                parked += worker.IsParked ? 1 : 0;
            return parked;
        }
    }

    /// <summary>Makes sure that a team can have so many helpers, and several teams theirs as far as there are cores.</summary>
    public static void Require(int helpers)
    {
        lock (Growing)
        {
            Worker[] workers = s_workers;
            int wanted = Math.Max(helpers, Math.Min(workers.Length + helpers, Environment.ProcessorCount - 1));
            if (wanted <= workers.Length)
                return;
            var more = new Worker[wanted];
            workers.CopyTo(more, 0);
            for (int i = workers.Length; i < wanted; i++)
                more[i] = new Worker(i);
            Volatile.Write(ref s_workers, more);
        }
    }

    /// <summary>Calls idle workers, and waits for none.</summary>
    public static void Invite(Team team, int helpers)
    {
        foreach (Worker worker in Volatile.Read(ref s_workers))
        {
            if (helpers > 0 && worker.Invite(team))
                helpers--;
        }
    }
}
