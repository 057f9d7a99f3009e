package dev.riffle.ingest.load.simulation;
class Main {
  public static void main(String[] a) {
    if (a[0].equals("seed")) { Journal j = new Journal(true); try { new Simulation(Long.parseLong(a[1]), new Protocol(), j).run(); System.out.println("ok"); } catch (RuntimeException e) { System.out.println(j.lines()); e.printStackTrace(System.out);} return; }
    long n = Long.parseLong(a[0]); int max = a.length>1?Integer.parseInt(a[1]):5; Journal all = new Journal(false); long t=System.nanoTime(); int bad=0; long steps=0;
    for (long s=0;s<n;s++) { Simulation sim=new Simulation(s,new Protocol(),all); try { sim.run(); } catch (RuntimeException e) { bad++; if (bad<=max) System.out.println(s+" "+e+ (e instanceof Violation?"":" "+e.getStackTrace()[0])); } steps+=sim.now(); }
    System.out.println(bad+" bad of "+n+", "+(System.nanoTime()-t)/1e9+" s, steps/run "+steps/n);
    for (Happening h: Happening.values()) System.out.println(h+" "+all.countOf(h));
  }
}
